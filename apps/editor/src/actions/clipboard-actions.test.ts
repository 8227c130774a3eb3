import { afterEach, expect, test, vi } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { text } from '../text/text.ts';
import { copyLink } from './clipboard-actions.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

function openFlow(write: (words: string) => Promise<void>) {
  vi.stubGlobal('navigator', { clipboard: { writeText: write } });
  vi.stubGlobal('location', { origin: 'https://signalbox.example', pathname: '/flows/7' });
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  session.selection.selectNodes([2]);
  return session;
}

const ADDRESS = 'https://signalbox.example/flows/7?node=2';

test('the link to a node opens its flow at it', async () => {
  const copied: string[] = [];
  const session = openFlow(async (words) => void copied.push(words));
  await copyLink(session);
  expect(copied).toEqual([ADDRESS]);
  expect(session.messages.state.getState().shown?.text).toBe(text.clipboard.linkCopied);
});

test('where the browser does not let us copy, the link is told', async () => {
  const session = openFlow(async () => {
    throw new DOMException('no', 'NotAllowedError');
  });
  await copyLink(session);
  expect(session.messages.state.getState().shown?.text).toContain(ADDRESS);
});
