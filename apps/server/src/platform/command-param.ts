import type { Value } from '@signalbox/expression';
import type { OutputControlAction } from '@signalbox/storage';
import { wrongParameter } from './platform-fault.ts';

/** Where the caller's `param` goes. */
const PLACE = '<>';

/** The name under which `param` stands in templates, where it is escaped like any value. */
const PARAM = 'signalbox_param';

type SoftwareConfig = Extract<OutputControlAction, { type: 'software' }>['config'];

/** @throws {PlatformFault} 7 when a command has more than one place for `param` */
export function requireOnePlace(action: OutputControlAction): void {
  if (placesIn(action) > 1) throw wrongParameter('command.config', `has ${PLACE} more than once`);
}

/**
 * Puts the caller's `param` where the command has `<>`: in a device's command as it is, in a
 * request escaped for its place.
 * @throws {PlatformFault} 7 when it is missing, or there is no place for it
 */
export function fillParam(
  action: OutputControlAction,
  param: string | undefined,
): { readonly action: OutputControlAction; readonly values: ReadonlyMap<string, Value> } {
  const places = placesIn(action);
  if (places === 0 && param !== undefined) throw wrongParameter('param', `the command has no ${PLACE}`);
  if (places === 0 || param === undefined) {
    if (places > 0) throw wrongParameter('param', `is missing: the command has ${PLACE}`);
    return { action, values: new Map() };
  }
  if (action.type === 'hardware') {
    const { command, reliable } = action.config;
    const filled = { command: command.replace(PLACE, () => param), reliable };
    return { action: { type: 'hardware', config: filled }, values: new Map() };
  }
  return { action: { type: 'software', config: asTemplate(action.config) }, values: valuesOf(param) };
}

function placesIn({ type, config }: OutputControlAction): number {
  const texts =
    type === 'hardware'
      ? [config.command]
      : [config.url, config.body, ...config.headers.map(({ value }) => value)];
  return texts.reduce((count, text) => count + text.split(PLACE).length - 1, 0);
}

function asTemplate({ url, headers, body }: SoftwareConfig): SoftwareConfig {
  return {
    url: fill(url),
    headers: headers.map(({ key, value }) => ({ key, value: fill(value) })),
    body: fill(body),
  };
}

function fill(text: string): string {
  return text.replaceAll(PLACE, `{{${PARAM}}}`);
}

/** In a bare place of a JSON body a number stays one; everywhere else it is the same text. */
function valuesOf(param: string): ReadonlyMap<string, Value> {
  const number = Number(param);
  return new Map<string, Value>([
    [PARAM, String(number) === param && Number.isFinite(number) ? number : param],
  ]);
}
