import type { Effect } from '@signalbox/flow';
import { expect, test } from 'vitest';
import { compareResults } from './compare-results.ts';
import type { TestedAction } from './tested-action.ts';

const HOUR = 3_600_000;

const EFFECT: Effect = {
  kind: 'command',
  id: 'one',
  origin: { flowId: 1, flowVersion: 1, nodeId: 3, sourceId: 7 },
  ttlMs: 1000,
  command: { type: 'set_led', value: true },
  targetSourceId: 7,
  guard: null,
  skipIfAlready: false,
  retry: { max_attempts: 1, first_delay_s: 1, factor: 1, max_delay_s: 1, jitter: false },
};

function actions(...hours: readonly number[]): readonly TestedAction[] {
  return hours.map((hour) => ({
    key: 'led',
    content: '',
    at: hour * HOUR,
    step: 0,
    messageTime: null,
    effect: EFFECT,
    refusal: null,
    guards: [],
    guarded: true,
  }));
}

test('what lies behind the earlier cut of two is no difference', () => {
  const cut = { actions: actions(0, 2, 4), actionsLeftOut: 3 };
  const whole = { actions: actions(0, 2, 4, 6, 8, 10), actionsLeftOut: 0 };
  const expected = { until: 4 * HOUR, same: { length: 2 }, added: [], removed: [] };
  expect(compareResults(cut, whole)).toMatchObject(expected);
  expect(compareResults(whole, cut)).toMatchObject(expected);
});

test('where nothing is cut off all is compared', () => {
  const one = { actions: actions(0), actionsLeftOut: 0 };
  const other = { actions: actions(0, 2), actionsLeftOut: 0 };
  expect(compareResults(one, other)).toMatchObject({ until: null, added: [{ at: 2 * HOUR }], removed: [] });
});
