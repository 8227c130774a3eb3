import type { DeliveryDetail } from '@signalbox/api';
import { expect, test } from 'vitest';
import { specimenDelivery } from '../../testing/deliveries.ts';
import { render } from '../../testing/render.tsx';
import { WhatIsSent } from './what-is-sent.tsx';

test.each<[string, Partial<DeliveryDetail>, string]>([
  ['on its way', { state: 'queued' }, 'What is sent'],
  ['over', { state: 'rejected', ended: true, attempts: 1 }, 'What was sent'],
  ['over before its first attempt', { state: 'expired', ended: true }, 'What would have been sent'],
])('the heading of a delivery that is %s says so', async (_which, change, heading) => {
  const delivery: DeliveryDetail = {
    ...specimenDelivery({}),
    command: { type: 'set_output', number: 1, value: true },
    request: null,
    guard: null,
    discarded_at: null,
    redriven_as: null,
    trace_id: null,
    timeline: [],
    ...change,
  };
  const page = await render(<WhatIsSent delivery={delivery} />);
  expect(page.querySelector('h2')?.textContent).toBe(heading);
});
