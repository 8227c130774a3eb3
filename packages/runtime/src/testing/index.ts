export { FakeClock } from './fake-clock.ts';
export { RecordingLog, type LogLine } from './recording-log.ts';
