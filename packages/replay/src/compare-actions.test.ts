import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOVED_WITHIN_MS, compareActions, type ComparableAction } from './compare-actions.ts';

const MINUTE = 60_000;

function action(key: string, minute: number, content = ''): ComparableAction {
  return { key, content, at: minute * MINUTE };
}

function shown(before: readonly ComparableAction[], after: readonly ComparableAction[]) {
  const { same, changed, moved, added, removed } = compareActions(before, after);
  const minute = ({ at }: ComparableAction): number => at / MINUTE;
  const pair = ([one, other]: readonly [ComparableAction, ComparableAction]) => [minute(one), minute(other)];
  return {
    same: same.map(pair),
    changed: changed.map(pair),
    moved: moved.map(pair),
    added: added.map(minute),
    removed: removed.map(minute),
  };
}

describe('two lists of actions', () => {
  test('the same at the same time is the same', () => {
    expect(shown([action('on', 1)], [action('on', 1)])).toMatchObject({
      same: [[1, 1]],
      moved: [],
      added: [],
    });
  });

  test('the same a while later has moved', () => {
    expect(shown([action('on', 1)], [action('on', 5)])).toMatchObject({
      moved: [[1, 5]],
      added: [],
      removed: [],
    });
  });

  test('another is no move of it', () => {
    expect(shown([action('on', 1)], [action('off', 2)])).toMatchObject({
      moved: [],
      added: [2],
      removed: [1],
    });
  });

  test('at the same time with other content it has changed', () => {
    expect(shown([action('post', 1, 'a')], [action('post', 1, 'b')])).toMatchObject({ changed: [[1, 1]] });
  });

  test('where several are alike, equal contents belong together first', () => {
    const found = shown([action('post', 1, 'a'), action('post', 1, 'b')], [action('post', 1, 'b')]);
    expect(found).toMatchObject({ same: [[1, 1]], changed: [], removed: [1] });
  });

  test('the nearest move together, not the first', () => {
    const found = shown([action('on', 0), action('on', 50)], [action('on', 49)]);
    expect(found).toMatchObject({ moved: [[50, 49]], removed: [0] });
  });

  test('what is too far apart are two', () => {
    const hours = MOVED_WITHIN_MS / MINUTE;
    expect(shown([action('on', 0)], [action('on', hours)])).toMatchObject({ moved: [[0, hours]] });
    expect(shown([action('on', 0)], [action('on', hours + 1)])).toMatchObject({
      removed: [0],
      added: [hours + 1],
    });
  });
});

const actions = fc.array(
  fc.record({
    key: fc.constantFrom('on', 'off', 'post'),
    content: fc.constantFrom('a', 'b'),
    at: fc.integer({ min: 0, max: 200 }).map((minute) => minute * MINUTE),
  }),
  { maxLength: 30 },
);

test('a list compared with itself has nothing else', () => {
  fc.assert(
    fc.property(actions, (list) => {
      const { same, changed, moved, added, removed } = compareActions(list, list);
      expect(same).toHaveLength(list.length);
      expect([changed, moved, added, removed]).toEqual([[], [], [], []]);
    }),
  );
});

test('with the sides exchanged, added and removed are exchanged', () => {
  const times = (list: readonly ComparableAction[]) => list.map(({ key, at }) => `${at} ${key}`).toSorted();
  const pairs = (list: readonly (readonly [ComparableAction, ComparableAction])[], first: 0 | 1) =>
    list.map((pair) => `${pair[first].at} ${pair[1 - first]?.at} ${pair[0].key}`).toSorted();
  fc.assert(
    fc.property(actions, actions, (before, after) => {
      const one = compareActions(before, after);
      const other = compareActions(after, before);
      expect(times(one.added)).toEqual(times(other.removed));
      expect(times(one.removed)).toEqual(times(other.added));
      expect(pairs(one.same, 0)).toEqual(pairs(other.same, 1));
      expect(pairs(one.changed, 0)).toEqual(pairs(other.changed, 1));
      expect(pairs(one.moved, 0)).toEqual(pairs(other.moved, 1));
    }),
  );
});

test('every action is in one list, once, and nothing that could move is left', () => {
  fc.assert(
    fc.property(actions, actions, (before, after) => {
      const { same, changed, moved, added, removed } = compareActions(before, after);
      const paired = [...same, ...changed, ...moved];
      expect(new Set([...paired.map(([one]) => one), ...removed])).toEqual(new Set(before));
      expect(paired.length + removed.length).toBe(before.length);
      expect(paired.length + added.length).toBe(after.length);
      for (const [one, other] of moved) expect([one.key, one.at === other.at]).toEqual([other.key, false]);
      const near = removed.some((gone) =>
        added.some(({ key, at }) => key === gone.key && Math.abs(at - gone.at) <= MOVED_WITHIN_MS),
      );
      expect(near).toBe(false);
    }),
  );
});
