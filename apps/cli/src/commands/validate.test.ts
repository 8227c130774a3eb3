import { expect, test } from 'vitest';
import { CommandFolder, runCommand } from '../testing/command-driver.ts';
import { DOOR_FLOW, SPEEDING_FLOW } from '../testing/flows.ts';

const CYCLE = {
  ...SPEEDING_FLOW,
  edges: [
    { from: 1, to: 2 },
    { from: 2, to: 3, type: 'then_edge' },
    { from: 3, to: 2, type: 'success_edge' },
  ],
};

const BAD_FORMULA = {
  ...SPEEDING_FLOW,
  nodes: SPEEDING_FLOW.nodes.map((node) =>
    node.id === 2 ? { ...node, data: { ...node.data, condition: 'speed >' } } : node,
  ),
};

test('a flow without a fault is fine', async () => {
  const folder = new CommandFolder();
  const done = await runCommand(['validate', folder.write('a.json', SPEEDING_FLOW)]);
  expect(done).toEqual({ code: 0, out: [], err: ['0 errors, 0 warnings in 1 file'] });
});

test('each problem is one line with its file, code, nodes and place', async () => {
  const folder = new CommandFolder();
  const cycle = folder.write('cycle.json', CYCLE);
  const formula = folder.write('formula.json', BAD_FORMULA);
  const { code, out, err } = await runCommand(['validate', cycle, formula]);
  expect(code).toBe(1);
  expect(out).toContain(`${cycle}: error FLOW_CYCLE nodes 2, 3: The flow's graph cannot contain cycles`);
  expect(out.find((line) => line.startsWith(`${formula}: error NODE_CONTENT_INVALID node 2`))).toMatch(
    'data.condition: Node #2: data.condition: ',
  );
  expect(err.at(-1)).toMatch(/^signalbox: \d errors, \d warnings? in 2 files$/);
});

test('warnings are shown and do not fail', async () => {
  const folder = new CommandFolder();
  const unreachable = { ...SPEEDING_FLOW, edges: SPEEDING_FLOW.edges.slice(0, 2) };
  const { code, out } = await runCommand(['validate', folder.write('a.json', unreachable)]);
  expect(code).toBe(0);
  expect(out.map((line) => line.split(' ').slice(1, 5).join(' '))).toContain(
    'warning FLOW_NODE_UNREACHABLE node 4:',
  );
});

test('with --json each problem is an object', async () => {
  const folder = new CommandFolder();
  const file = folder.write('cycle.json', CYCLE);
  const { code, out } = await runCommand(['validate', '--json', file]);
  expect(code).toBe(1);
  expect(out.map((line) => JSON.parse(line))).toContainEqual({
    file,
    severity: 'error',
    code: 'FLOW_CYCLE',
    message: "The flow's graph cannot contain cycles",
    node_ids: [2, 3],
  });
});

test.each([
  ['not JSON', '{"title": ', 'not JSON'],
  ['not a flow', '[1, 2]', 'A flow is a JSON object'],
])('a file that is %s is an error, and the next one is still checked', async (_, text, reason) => {
  const folder = new CommandFolder();
  const bad = folder.write('bad.json', text);
  const cycle = folder.write('cycle.json', CYCLE);
  const { code, out } = await runCommand(['validate', bad, cycle]);
  expect(code).toBe(1);
  expect(out[0]).toMatch(`${bad}: error FLOW_NOT_A_FLOW: `);
  expect(out[0]).toMatch(reason);
  expect(out[1]).toMatch(`${cycle}: error FLOW_CYCLE`);
});

test('a file that is not there is an error', async () => {
  const folder = new CommandFolder();
  const { code, out } = await runCommand(['validate', `${folder.path}/gone.json`]);
  expect(code).toBe(1);
  expect(out).toEqual([`${folder.path}/gone.json: error FLOW_NOT_A_FLOW: The file: there is no such file`]);
});

test('an exported flow with devices by label is fine', async () => {
  const folder = new CommandFolder();
  const { code } = await runCommand(['validate', folder.write('door.json', DOOR_FLOW)]);
  expect(code).toBe(0);
});
