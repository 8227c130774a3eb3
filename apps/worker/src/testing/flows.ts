import { type FileDocument, switchingDocument } from '@signalbox/runtime/testing';

/** Every record of every device: the command text, at most once. */
export function commandFlow(command: string): object {
  return {
    schema: 1,
    title: `Sends ${command}`,
    nodes: [
      { id: 1, type: 'data_source', data: { title: 'All', select: { all: true } } },
      {
        id: 2,
        type: 'action',
        data: {
          title: 'Send',
          allow_delayed: true,
          actions: [{ type: 'send_gprs_command', command, reliable: true }],
        },
      },
    ],
    edges: [{ from: 1, to: 2 }],
  };
}

/** Faster than 80: output 1 on, else off. */
export const SPEEDING_FLOW: FileDocument = switchingDocument({ start: { source_ids: [1] } });

export const VAN = { id: 1, device_id: 'van-1', model: 'ngp_generic', label: 'Van 1' };
