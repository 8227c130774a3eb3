export { decodeNgp, decodeNgpPacket, NGP_LIMITS } from './ngp/decode.ts';
export { decodeResponse, decodeStatus, encodeCommand } from './ngp/command.ts';
export { NGP_PROBLEMS } from './ngp/payload.ts';
export type { NgpProblem, NgpProblemCode } from './ngp/payload.ts';
export { DEVICE_MODELS, findModel, supports, switchesEngineBlock } from './models.ts';
export type { DeviceModel } from './models.ts';
