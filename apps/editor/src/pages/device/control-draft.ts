import type { Control, FieldError, NewControl } from '@signalbox/api';
import { text } from '../../text/text.ts';

/** An output control as its form holds it: every field a text, those of both kinds side by side. */
export interface ControlDraft {
  readonly name: string;
  readonly type: Control['type'];
  readonly command: string;
  readonly reliable: boolean;
  readonly url: string;
  /** One per line, as in `name: value`. */
  readonly headers: string;
  readonly body: string;
}

/** What is wrong with a draft, by field. */
export type ControlFaults = Readonly<Partial<Record<keyof ControlDraft, string>>>;

const EMPTY: ControlDraft = {
  name: '',
  type: 'hardware',
  command: '',
  reliable: true,
  url: '',
  headers: '',
  body: '{"device": "{{device_label}}"}',
};

/** The draft of a control that exists, or of a new one. */
export function draftOf(control: Control | null): ControlDraft {
  if (control === null) return EMPTY;
  const { name, type, config } = control;
  if (type === 'hardware') return { ...EMPTY, name, type, ...config };
  const headers = config.headers.map(({ key, value }) => `${key}: ${value}`).join('\n');
  return { ...EMPTY, name, type, url: config.url, headers, body: config.body };
}

/**
 * What the server found wrong, at the fields where it is.
 * @returns `null` when something of it is at no field
 */
export function faultsFrom(errors: readonly FieldError[]): ControlFaults | null {
  const faults: Partial<Record<keyof ControlDraft, string>> = {};
  for (const { path, message } of errors) {
    const field = FIELDS.find((name) => fieldPath(name).test(path));
    if (field === undefined) return null;
    faults[field] ??= message;
  }
  return errors.length === 0 ? null : faults;
}

const FIELDS = ['name', 'command', 'url', 'headers', 'body'] as const;

function fieldPath(field: (typeof FIELDS)[number]): RegExp {
  return field === 'name' ? /^body\.name$/ : new RegExp(`^body\\.config\\.${field}\\b`);
}

/** What is missing; the server judges the rest. */
export function faultsOf(draft: ControlDraft): ControlFaults {
  const isHardware = draft.type === 'hardware';
  const badHeader = headerLines(draft.headers).find(({ line }) => !/^[^\s:]+\s*:/.test(line));
  return {
    ...(draft.name.trim() === '' ? { name: text.controls.nameMissing } : {}),
    ...(isHardware && draft.command.trim() === '' ? { command: text.controls.commandMissing } : {}),
    ...(!isHardware && draft.url.trim() === '' ? { url: text.controls.urlMissing } : {}),
    ...(!isHardware && badHeader !== undefined
      ? { headers: text.controls.headerInvalid(badHeader.number) }
      : {}),
  };
}

/** The control that a draft without faults stands for. */
export function controlOf(draft: ControlDraft): NewControl {
  const name = draft.name.trim();
  if (draft.type === 'hardware') {
    return { name, type: 'hardware', config: { command: draft.command, reliable: draft.reliable } };
  }
  const headers = headerLines(draft.headers).map(({ line }) => {
    const colon = line.indexOf(':');
    return { key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
  });
  return { name, type: 'software', config: { url: draft.url.trim(), headers, body: draft.body } };
}

function headerLines(headers: string): readonly { readonly number: number; readonly line: string }[] {
  return headers
    .split('\n')
    .map((line, index) => ({ number: index + 1, line: line.trim() }))
    .filter(({ line }) => line !== '');
}

/** Whether a value is asked for when it is run: `<>` stands somewhere in it. */
export function asksForParam({ type, config }: Control): boolean {
  const texts =
    type === 'hardware'
      ? [config.command]
      : [config.url, config.body, ...config.headers.map(({ value }) => value)];
  return texts.some((part) => part.includes('<>'));
}
