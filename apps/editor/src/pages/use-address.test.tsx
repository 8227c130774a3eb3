import type { ReactNode } from 'react';
import { act } from 'react';
import { MemoryRouter, useNavigate } from 'react-router';
import type { NavigateFunction } from 'react-router';
import { expect, test } from 'vitest';
import { createEditorSession } from '../canvas/session.ts';
import type { EditorSession } from '../canvas/session.ts';
import { fixtureDefinitions, fixtureDocument } from '../testing/fixture-nodes.ts';
import { render } from '../testing/render.tsx';
import { useAddress } from './use-address.ts';

interface AddressedProps {
  readonly session: EditorSession;
  readonly onNavigate: (navigate: NavigateFunction) => void;
}

function Addressed({ session, onNavigate }: AddressedProps): ReactNode {
  useAddress(session);
  onNavigate(useNavigate());
  return null;
}

async function open(address: string) {
  const session = createEditorSession(fixtureDocument(), { ...fixtureDefinitions, list: [] });
  let navigate: NavigateFunction = () => undefined;
  await render(
    <MemoryRouter initialEntries={[address]}>
      <Addressed session={session} onNavigate={(current) => (navigate = current)} />
    </MemoryRouter>,
  );
  const go = (to: string) => act(async () => void navigate(to));
  return { session, go, selected: () => [...session.selection.state.getState().nodes] };
}

test('a node in the address is selected once, whatever else changes there', async () => {
  const { session, go, selected } = await open('/?node=3');
  expect(selected()).toEqual([3]);
  await act(async () => session.selection.selectNodes([1]));
  await go('/?node=3&trace=7');
  expect(session.tracing.getState().traceId).toBe(7);
  expect(selected()).toEqual([1]);
  await go('/?node=2&trace=7');
  expect(selected()).toEqual([2]);
});

test('of a node that is not there it is said', async () => {
  const { session, selected } = await open('/?node=77');
  expect(selected()).toEqual([]);
  expect(session.messages.state.getState().shown).not.toBeNull();
});
