export type UplinkKind = 'record' | 'response' | 'status';

/** The topics of one device (design §7). */
export interface DeviceTopics {
  readonly record: string;
  readonly response: string;
  readonly status: string;
  readonly command: string;
}

export function deviceTopics(deviceId: string): DeviceTopics {
  const record = `ngp/${deviceId}`;
  return {
    record,
    response: `${record}/response`,
    status: `${record}/status`,
    command: `${record}/command`,
  };
}

/** What one device says on a topic; `null` for a topic that is not its own. */
export function uplinkKind(topics: DeviceTopics, topic: string): UplinkKind | null {
  if (topic === topics.record) return 'record';
  if (topic === topics.response) return 'response';
  return topic === topics.status ? 'status' : null;
}

/** Whose topic this is and what is said on it; `null` for a topic that no device writes to. */
export function parseUplinkTopic(
  topic: string,
): { readonly deviceId: string; readonly kind: UplinkKind } | null {
  const [root, deviceId, leaf, ...rest] = topic.split('/');
  if (root !== 'ngp' || deviceId === undefined || deviceId === '' || rest.length > 0) return null;
  if (leaf === undefined) return { deviceId, kind: 'record' };
  return leaf === 'response' || leaf === 'status' ? { deviceId, kind: leaf } : null;
}
