import { expect } from '@playwright/test';
import type { World } from './world.ts';

/** A rule that fires at once for the van of the world. */
const RULE = {
  title: 'Fast van',
  enabled: true,
  nodes: [
    { id: 1, type: 'data_source', data: { source_ids: [], select: { all: true } } },
    { id: 2, type: 'logic', data: { title: 'Fast?', name: 'fast', condition: 'speed > 80' } },
    {
      id: 3,
      type: 'action',
      data: { title: 'Output on', actions: [{ type: 'set_output', number: 1, value: true }] },
    },
    { id: 4, type: 'note', data: { title: 'Why', text: 'To be seen.' } },
  ],
  edges: [
    { from: 1, to: 2 },
    { from: 2, to: 3, type: 'then_edge' as const },
  ],
};

interface FiredRule {
  readonly flowId: number;
  /** What it asked for, and the van has proved. */
  readonly deliveryId: string;
}

/** Publishes the rule in a world without any other, and waits until the van has obeyed. */
export async function publishFastRule(world: World): Promise<FiredRule> {
  const { api } = world;
  await world.rest();
  const { id: flowId } = await api.createFlow({ body: RULE });
  await api.publishFlow({ params: { id: flowId } });
  const newest = async () => (await api.listDeliveries({ query: { flow_id: flowId } })).list[0];
  await expect.poll(async () => (await newest())?.state).toBe('confirmed');
  return { flowId, deliveryId: (await newest())?.id ?? '' };
}
