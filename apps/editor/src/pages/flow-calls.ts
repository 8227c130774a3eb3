import { api } from '../api/client.ts';
import type { FlowCalls } from './save-state.ts';

/** Saving through the server's API. The switch is left out of a save: it acts at once, by itself. */
export const flowCalls: FlowCalls = {
  load: (id) => api.getFlow({ params: { id } }),
  save: (id, document, baseVersion) => {
    const { enabled: _enabled, ...body } = document;
    return api.saveFlow({ params: { id }, query: { version: baseVersion }, body });
  },
  create: (document) => api.createFlow({ body: { ...document, enabled: false } }),
  publish: (id, { version, note }) => api.publishFlow({ params: { id }, body: { version, note } }),
  setEnabled: (id, isEnabled) => api.switchFlow({ params: { id }, body: { enabled: isEnabled } }),
};
