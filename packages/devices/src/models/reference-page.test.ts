import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Command } from '@signalbox/flow';
import { commandText } from './command-text.ts';
import { DEVICE_MODELS } from './index.ts';
import type { DeviceModel, OutputSignal } from './model.ts';

const MARKER = '<!-- The tables below are written from packages/devices/src/models. -->';

// `vitest run packages/devices/src/models --update` writes the tables anew.
test('the reference page has the models as they are', async () => {
  const path = fileURLToPath(new URL('../../../../docs/reference/device-models.md', import.meta.url));
  const [before] = readFileSync(path, 'utf8').split(MARKER);
  const tables = `## Models\n\n${abilities()}\n\n## Texts by model\n\n${texts()}\n`;
  await expect(`${before}${MARKER}\n\n${tables}`).toMatchFileSnapshot(path);
});

function abilities(): string {
  return table(
    ['code', 'title', 'protocol', 'connects', 'outputs', 'switched', 'LED', 'engine block'].concat(
      'state comes back as',
      '`output_control`',
    ),
    DEVICE_MODELS.map((model) => [
      `\`${model.code}\``,
      model.title,
      model.protocol,
      model.transport === 'ready' ? 'yes' : 'later',
      String(model.outputs),
      [model.single && 'single', model.batch && 'batch'].filter(Boolean).join(', ') || '–',
      model.led ? 'yes' : '–',
      model.engineBlockOutput === null
        ? '–'
        : `output ${model.engineBlockOutput}, on = ${model.engineBlockOn}`,
      signals(model.outputSignals),
      `\`${model.outputControl}\``,
    ]),
  );
}

function texts(): string {
  const spoken = DEVICE_MODELS.filter(({ words }) => words !== null);
  return table(
    [
      'code',
      'longest',
      'output 1 on',
      'output 1 off',
      'last output on',
      'first on, others off',
      'LED on',
      'LED off',
    ],
    spoken.map((model) => [
      `\`${model.code}\``,
      String(model.words?.maxLength),
      shown(model, { type: 'set_output', output: 1, value: true }),
      shown(model, { type: 'set_output', output: 1, value: false }),
      shown(model, { type: 'set_output', output: model.outputs, value: true }),
      shown(model, {
        type: 'set_outputs',
        values: Array.from({ length: model.outputs }, (_, index) => index === 0),
      }),
      shown(model, { type: 'set_led', value: true }),
      shown(model, { type: 'set_led', value: false }),
    ]),
  );
}

function shown(model: DeviceModel, command: Command): string {
  const text = commandText(model, command);
  return text === null ? '–' : `\`${text}\``;
}

function signals(list: readonly OutputSignal[]): string {
  const [first] = list;
  if (first === undefined) return '–';
  if (first.in === 'attribute') return `attribute \`${first.name}\`, bits 0 to ${list.length - 1}`;
  return list.map((signal) => place(signal)).join(', ');
}

function place(signal: OutputSignal): string {
  if (signal.in === 'io') return `IO ${signal.id}`;
  return signal.in === 'terminal_info' ? `terminal info bit ${signal.bit}` : `bit ${signal.bit}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
