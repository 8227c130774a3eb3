import { expect, test } from 'vitest';
import { runCommand } from './testing/command-driver.ts';

test('help lists the commands', async () => {
  const { code, out } = await runCommand(['--help']);
  expect(code).toBe(0);
  for (const command of ['start', 'validate', 'run', 'worker', 'simulate']) {
    expect(out.join('\n')).toMatch(new RegExp(`^  ${command} `, 'm'));
  }
});

test('an unknown command fails and says where help is', async () => {
  const { code, err } = await runCommand(['bogus']);
  expect(code).toBe(1);
  expect(err).toEqual([
    "error: unknown command 'bogus'",
    '(signalbox help lists the commands, signalbox help COMMAND their options)',
  ]);
});

test.each([
  [['worker'], 'signalbox: give --flows, or set SIGNALBOX_FLOWS'],
  [
    ['worker', '--flows', '.', '--devices', 'd', '--data', 'x', '--broker', 'mqtt://me:secret@host'],
    'signalbox: --broker: leave name and password out of the address; use --username and SIGNALBOX_BROKER_PASSWORD',
  ],
])('%j is refused: %s', async (args, line) => {
  expect(await runCommand(args)).toEqual({ code: 1, out: [], err: [line] });
});

test.each([
  ['--url', 'http://x', '--url: http://x is not an address of a broker; write mqtt://host:1883'],
  ['--speed-up', '0', '--speed-up is "0"; give a number greater than 0'],
  ['--interval-ms', 'often', '--interval-ms is "often"; give a number greater than 0'],
])('simulate refuses %s %s', async (option, value, line) => {
  const given = { '--track': 'a.gpx', '--url': 'mqtt://x', '--devices': 'd.json', [option]: value };
  const { code, err } = await runCommand(['simulate', ...Object.entries(given).flat()]);
  expect([code, err]).toEqual([1, [`signalbox: ${line}`]]);
});
