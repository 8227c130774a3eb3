import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { SaveState } from '../pages/save-state.ts';
import { saveAndTell } from './save-and-tell.ts';

async function told(isSaved: boolean, phase: SaveState['phase'], times = 1): Promise<readonly string[]> {
  const said: string[] = [];
  const state = createStore<SaveState>(() => ({
    phase,
    reason: phase === 'failed' ? 'no answer' : null,
    isRefused: false,
    isGone: false,
    conflict: null,
    version: 1,
    publishedVersion: null,
    isEnabled: false,
  }));
  for (let time = 0; time < times; time += 1) {
    await saveAndTell(
      { announce: (words) => said.push(words) },
      {
        state,
        save: async () => isSaved,
        ask: () => said.push('asked'),
      },
    );
  }
  return said;
}

test('who saves is told that it is done', async () => {
  expect(await told(true, 'idle')).toEqual(['Saved.']);
});

test('each time that it fails, who asked for it is told why', async () => {
  expect(await told(false, 'failed', 2)).toEqual(['Not saved: no answer', 'Not saved: no answer']);
});

test('a conflict is put to who saves, each time', async () => {
  expect(await told(false, 'conflict', 2)).toEqual(['asked', 'asked']);
});
