export { FakeClock } from './fake-clock.ts';
export { type FileDocument, switchingDocument } from './switching-document.ts';
export { RecordingLog, type LogLine } from './recording-log.ts';
