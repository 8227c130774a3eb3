import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { SaveState } from '../pages/save-state.ts';
import { followSaving } from './follow-saving.ts';

const SAVED: SaveState = {
  phase: 'idle',
  reason: null,
  isRefused: false,
  isGone: false,
  conflict: null,
  version: 1,
  publishedVersion: null,
  isEnabled: false,
};

function follow() {
  const state = createStore<SaveState>(() => SAVED);
  const said: string[] = [];
  followSaving(state, { announce: (words) => said.push(words) });
  return { state, said };
}

test('saving by itself is silent', () => {
  const { state, said } = follow();
  state.setState({ phase: 'saving' });
  state.setState({ phase: 'idle', version: 2 });
  expect(said).toEqual([]);
});

test('a failure is announced once, however often it is tried again, and so is its end', () => {
  const { state, said } = follow();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    state.setState({ phase: 'saving' });
    state.setState({ phase: 'failed', reason: 'no answer' });
  }
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('no answer');
  state.setState({ phase: 'saving' });
  state.setState({ phase: 'idle', reason: null });
  expect(said.slice(1)).toEqual(['Saved again.']);
});
