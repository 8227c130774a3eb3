import type { CommandOnWire, OutputControlOnWire } from '@signalbox/api';
import type { OutputControl } from '@signalbox/storage';

/** An output control with its fields in the order of the API's answers. */
export function showOutputControl(control: OutputControl): OutputControlOnWire {
  const { id, name } = control;
  if (control.type === 'hardware') {
    const { command, reliable } = control.config;
    return { id, name, type: 'hardware', config: { command, reliable } };
  }
  return { id, name, type: 'software', config: showConfig(control.config) };
}

/** The same under its later name. */
export function showCommand(control: OutputControl): CommandOnWire {
  const shown = showOutputControl(control);
  return shown.type === 'hardware' ? shown : { ...shown, type: 'http' };
}

function showConfig({ url, headers, body }: Extract<OutputControl, { type: 'software' }>['config']) {
  return { url, headers: headers.map(({ key, value }) => ({ key, value })), body };
}
