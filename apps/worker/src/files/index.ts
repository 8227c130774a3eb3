export { readDevices } from './devices-file.ts';
export { checkShape, FileProblem, parseJson } from './file-problem.ts';
export { problemLine, readFlowFile } from './flow-file.ts';
export type { FlowFile } from './flow-file.ts';
export { readGeofences } from './geofences-file.ts';
