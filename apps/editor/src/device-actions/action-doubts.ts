import type { Device, Model } from '@signalbox/api';
import { text } from '../text/text.ts';

/** An action as it is stored, valid or not. */
export interface StoredAction {
  readonly type?: unknown;
  readonly number?: unknown;
  readonly value?: unknown;
  readonly values?: unknown;
}

interface Switched {
  readonly number: number;
  readonly value: boolean;
}

const MAX_NAMED = 3;

/** What the devices that an action is sent to cannot do, or what it does to their engines; in words. */
export function actionDoubts(
  action: StoredAction,
  devices: readonly Device[],
  models: ReadonlyMap<string, Model>,
): readonly string[] {
  const lacking = (lacks: (model: Model, device: Device) => boolean): readonly Device[] =>
    devices.filter((device) => {
      const model = models.get(device.source.model);
      return model !== undefined && lacks(model, device);
    });
  const words = text.deviceActions;
  switch (action.type) {
    case 'set_output':
      return [
        ...switchedBy(action).flatMap(({ number }) =>
          doubt(
            lacking(({ outputs }) => outputs < number),
            (names) => words.noOutput(number, names),
          ),
        ),
        ...doubt(
          lacking(({ outputs, single }) => outputs > 0 && !single),
          words.noSingle,
        ),
        ...engineWords(action, devices),
      ];
    case 'set_all_outputs':
      return [
        ...doubt(
          lacking(({ batch }) => !batch),
          words.noBatch,
        ),
        ...engineWords(action, devices),
      ];
    case 'set_led':
      return doubt(
        lacking(({ led }) => !led),
        words.noLed,
      );
    case 'send_gprs_command':
      return doubt(
        devices.filter((device) => device.engine_cut.outputs.length > 0),
        words.textCuts,
      );
    default:
      return [];
  }
}

function doubt(devices: readonly Device[], words: (names: string) => string): readonly string[] {
  return devices.length === 0 ? [] : [words(namesOf(devices))];
}

function namesOf(devices: readonly Device[]): string {
  const named = devices.slice(0, MAX_NAMED).map(({ label }) => label);
  return text.deviceActions.some(named, devices.length - named.length);
}

function switchedBy({ type, number, value, values }: StoredAction): readonly Switched[] {
  if (type === 'set_output') return typeof number === 'number' ? [{ number, value: value === true }] : [];
  if (!Array.isArray(values)) return [];
  return values.map((isOn, index) => ({ number: index + 1, value: isOn === true }));
}

/** What each switched output does to the engines of those devices where it is wired so. */
function engineWords(action: StoredAction, devices: readonly Device[]): readonly string[] {
  return switchedBy(action).flatMap((switched) => wordsOfSwitch(switched, devices));
}

function wordsOfSwitch({ number, value }: Switched, devices: readonly Device[]): readonly string[] {
  const wiredAs = (on: 'cut' | 'restore'): readonly Device[] =>
    devices.filter(({ engine_cut: cut }) =>
      cut.outputs.some((output) => output.number === number && output.on === on),
    );
  const cutters = wiredAs(value ? 'cut' : 'restore');
  const freed = wiredAs(value ? 'restore' : 'cut');
  return [
    ...doubt(cutters, (names) => text.deviceActions.cuts(number, value, names)),
    ...guardWords(cutters),
    ...doubt(freed, (names) => text.deviceActions.restores(number, value, names)),
  ];
}

function guardWords(devices: readonly Device[]): readonly string[] {
  const guards = new Set(devices.map(({ engine_cut: cut }) => cut.guard));
  return [...guards].map((guard) =>
    guard === null ? text.deviceActions.unguarded : text.deviceActions.guarded(guard),
  );
}
