export { decodeNgp, decodeNgpPacket, decodeNgpRecord, NGP_LIMITS } from './ngp/decode.ts';
export { decodeResponse, decodeStatus, encodeCommand } from './ngp/command.ts';
export { NGP_PROBLEMS } from './ngp/payload.ts';
export type { NgpProblem, NgpProblemCode } from './ngp/payload.ts';
export { readRecordedLine, readRecordedRecord } from './ngp/recording.ts';
export type { ReadRecord, RecordedJson, RecordedRecord } from './ngp/recording.ts';
export { parseIsoTime } from './ngp/time.ts';
export { DEVICE_MODELS, findModel } from './models/index.ts';
export { supports } from './models/support.ts';
export { refusalOf } from './models/refusal.ts';
export { DEFAULT_CUT_GUARD, engineCutOf, engineDutyOf, switchesEngine } from './models/engine-cut.ts';
export type { EngineOwner } from './models/engine-cut.ts';
export { commandText } from './models/command-text.ts';
export { classifyReply } from './models/classify-reply.ts';
export type {
  CommandWords,
  DeviceModel,
  DeviceProtocol,
  LedWords,
  OutputControl,
  OutputSignal,
  OutputWords,
  ReplyRule,
} from './models/model.ts';
export type { AuthVerdict, DeviceAuth, Refusal } from './auth.ts';
export { DEFAULT_MQTT_LIMITS, startMqttBroker } from './mqtt/broker.ts';
export type {
  ConnectRefusal,
  MqttBroker,
  MqttBrokerOptions,
  MqttBrokerStats,
  MqttLimits,
} from './mqtt/broker.ts';
export { connectOutsideBroker } from './mqtt/client.ts';
export type {
  DeviceDirectory,
  OutsideBroker,
  OutsideBrokerOptions,
  OutsideBrokerStats,
} from './mqtt/client.ts';
export { receiveNgpHttp } from './http.ts';
export type { NgpHttpAnswer, NgpHttpProblem, NgpHttpRequest, NgpHttpServices } from './http.ts';
export { LimitedLog } from './limited-log.ts';
