import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { expect, test } from 'vitest';
import { specimenDelivery } from '../../testing/deliveries.ts';
import { press, render } from '../../testing/render.tsx';
import { OutputSwitch } from './output-switch.tsx';
import type { Wish } from './switch-state.ts';

interface Shown {
  readonly wish?: Wish | null;
  readonly confirmed?: boolean | null;
  readonly failure?: string;
  readonly isHindered?: boolean;
  readonly hindrance?: 'reserved';
}

async function show({ wish = null, confirmed = false, failure, isHindered, hindrance }: Shown) {
  const asked: boolean[] = [];
  const content: ReactNode = (
    <MemoryRouter>
      <OutputSwitch
        name="Output 1"
        confirmed={confirmed}
        wish={wish}
        isSending={false}
        failure={failure ?? null}
        isHindered={isHindered ?? false}
        hindrance={hindrance ?? null}
        describedBy="why"
        onAsk={(value) => asked.push(value)}
      />
    </MemoryRouter>
  );
  const host = await render(content);
  const [off = null, on = null] = host.querySelectorAll('button');
  return { host, off, on, asked };
}

test('what is asked is not what is confirmed, and both are said', async () => {
  const wish = { value: true, delivery: specimenDelivery({ id: 'd1', state: 'awaiting_reply' }) };
  const { host, off, on } = await show({ wish, confirmed: false });
  expect(host.textContent).toContain('Confirmed: off');
  expect(host.textContent).toContain('Asked: on');
  expect(host.textContent).toContain('Waiting for the reply');
  expect([off?.getAttribute('aria-pressed'), on?.getAttribute('aria-pressed')]).toEqual(['true', 'false']);
  expect(host.querySelector('a')?.getAttribute('href')).toBe('/activity/d1');
});

test('while a command is under way neither way can be asked', async () => {
  const wish = { value: true, delivery: specimenDelivery({ state: 'confirming' }) };
  const { host, off, on, asked } = await show({ wish });
  await press(off);
  await press(on);
  expect(asked).toEqual([]);
  expect(on?.getAttribute('aria-disabled')).toBe('true');
  expect(host.textContent).toContain('Locked while a command for it is under way.');
});

test('when it has ended, both can be asked again', async () => {
  const wish = { value: true, delivery: specimenDelivery({ state: 'confirmed', ended: true }) };
  const { off, on, asked } = await show({ wish, confirmed: true });
  await press(off);
  await press(on);
  expect(asked).toEqual([false, true]);
});

test('an output that was never reported is neither on nor off', async () => {
  const { host, off, on } = await show({ confirmed: null });
  expect(host.textContent).toContain('Not reported');
  expect([off?.getAttribute('aria-pressed'), on?.getAttribute('aria-pressed')]).toEqual(['false', 'false']);
});

test('an output reserved to engine block says so and cannot be asked', async () => {
  const { host, on } = await show({ hindrance: 'reserved' });
  expect(on?.disabled).toBe(true);
  expect(host.textContent).toContain('Stops the engine');
});

test('a device that cannot be commanded disables its switches, which point to the reason', async () => {
  const { on } = await show({ isHindered: true });
  expect(on?.disabled).toBe(true);
  expect(on?.getAttribute('aria-describedby')).toMatch(/ why$/);
});

test('what the server refuses is said where it was asked', async () => {
  const { host, on } = await show({ failure: 'The device is not connected.' });
  expect(host.querySelector('[role="alert"]')?.textContent).toBe('The device is not connected.');
  expect(on?.disabled).toBe(false);
});
