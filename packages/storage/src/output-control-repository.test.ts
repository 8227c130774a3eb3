import { expect, test } from 'vitest';
import { aCommit, aCommandSpec, aDelivery, START, temporaryStorage } from './testing/fixtures.ts';

const REBOOT = { name: 'Reboot', type: 'hardware', config: { command: 'cpureset', reliable: true } } as const;
const CALL = {
  name: 'Call',
  type: 'software',
  config: { url: 'https://example.com', headers: [{ key: 'A', value: 'b' }], body: '{}' },
} as const;

function storageWithVan() {
  const storage = temporaryStorage();
  const van = storage.devices.create({
    label: 'Van',
    deviceId: 'van',
    model: 'ngp_generic',
    keyHash: 'k',
  });
  return { ...storage, van, clone: storage.devices.clone(van.id) };
}

test('output controls are kept per tracker, changed and removed', () => {
  const { outputControls, van, clone } = storageWithVan();
  const reboot = outputControls.create(van.id, REBOOT);
  expect(reboot).toEqual({ ...REBOOT, id: 1, trackerId: van.id });
  const changed = outputControls.update(van.id, reboot.id, CALL);
  expect(outputControls.get(van.id, 1)).toEqual(changed);
  const other = outputControls.create(clone.id, REBOOT);
  expect(outputControls.list()).toEqual([changed, other]);
  expect(outputControls.list([clone.id, 99])).toEqual([other]);
  expect(outputControls.countOf(van.id)).toBe(1);
  outputControls.remove(van.id, reboot.id);
  expect(outputControls.get(van.id, reboot.id)).toBeUndefined();
});

test('an output control is unknown under another tracker', () => {
  const { outputControls, van, clone } = storageWithVan();
  const { id } = outputControls.create(van.id, REBOOT);
  expect(outputControls.get(clone.id, id)).toBeUndefined();
  const unknown = expect.objectContaining({ code: 'not_found' });
  expect(() => outputControls.update(clone.id, id, CALL)).toThrow(unknown);
  expect(() => outputControls.remove(clone.id, id)).toThrow(unknown);
  expect(outputControls.get(van.id, id)).toMatchObject(REBOOT);
});

test('output controls go with their tracker', () => {
  const { outputControls, devices, van, clone } = storageWithVan();
  outputControls.create(van.id, REBOOT);
  const { id } = outputControls.create(clone.id, REBOOT);
  devices.remove(van.id);
  expect(outputControls.list().map((control) => control.id)).toEqual([id]);
});

test('the LED is what the device acknowledged last', async () => {
  const { lane, leds, van } = storageWithVan();
  const setLed = (id: string, value: boolean) =>
    aCommandSpec(id, { targetSourceId: van.source.id, command: { type: 'set_led', value } });
  const save = (spec: ReturnType<typeof setLed>, state: 'awaiting_reply' | 'confirming' | 'confirmed') =>
    lane.commit(aCommit({ deliveries: [aDelivery({ spec, state })] }));

  await save(setLed('l1', true), 'awaiting_reply');
  expect(leds.get(van.source.id)).toBeUndefined();
  await save(setLed('l1', true), 'confirming');
  expect(leds.get(van.source.id)).toEqual({ value: true, acknowledgedAt: START });
  await save(setLed('l2', false), 'confirmed');
  expect(leds.get(van.source.id)?.value).toBe(false);
});
