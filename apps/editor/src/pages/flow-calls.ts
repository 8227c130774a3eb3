import { api } from '../api/client.ts';
import type { FlowCalls } from './flow-saver.ts';

/** Saving through the server's API. The switch is left out of a save: it acts at once, by itself. */
export const flowCalls: FlowCalls = {
  save: (id, document, baseVersion) => {
    const { enabled: _enabled, ...body } = document;
    return api.saveFlow({
      params: { id },
      query: baseVersion === null ? {} : { version: baseVersion },
      body,
    });
  },
  publish: (id) => api.publishFlow({ params: { id } }),
  setEnabled: (id, isEnabled) => api.switchFlow({ params: { id }, body: { enabled: isEnabled } }),
};
