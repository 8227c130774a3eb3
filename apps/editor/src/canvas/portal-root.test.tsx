import { act, createContext, use } from 'react';
import { expect, test } from 'vitest';
import { render } from '../testing/render.tsx';
import { PortalHost, createPortalRegistry } from './portal-root.tsx';

const Colour = createContext('none');

function Shown({ name }: { readonly name: string }) {
  return (
    <b>
      {name} {use(Colour)}
    </b>
  );
}

function container(): HTMLElement {
  return document.createElement('div');
}

test('context from where the host stands reaches what is mounted elsewhere', async () => {
  const registry = createPortalRegistry();
  await render(
    <Colour value="blue">
      <PortalHost registry={registry} />
    </Colour>,
  );
  const elsewhere = container();
  await act(async () => registry.createRoot(elsewhere).render(<Shown name="tile" />));
  expect(elsewhere.textContent).toBe('tile blue');
});

test('what is mounted before the host shows up in it', async () => {
  const registry = createPortalRegistry();
  const early = container();
  registry.createRoot(early).render(<Shown name="early" />);
  await render(<PortalHost registry={registry} />);
  expect(early.textContent).toBe('early none');
});

test('an unmounted root leaves its container empty and the others alone', async () => {
  const registry = createPortalRegistry();
  await render(<PortalHost registry={registry} />);
  const [first, second] = [container(), container()];
  const root = registry.createRoot(first);
  await act(async () => {
    root.render(<Shown name="first" />);
    registry.createRoot(second).render(<Shown name="second" />);
  });
  await act(async () => root.unmount());
  expect([first.textContent, second.textContent]).toEqual(['', 'second none']);
});

test('many roots mounted in one turn are rendered together', async () => {
  const registry = createPortalRegistry();
  let notices = 0;
  registry.subscribe(() => {
    notices += 1;
  });
  for (let index = 0; index < 50; index++) registry.createRoot(container()).render(<Shown name="x" />);
  await Promise.resolve();
  expect(notices).toBe(1);
  expect(registry.entries()).toHaveLength(50);
});
