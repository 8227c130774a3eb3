import { StoreUnavailable } from '@signalbox/runtime';
import { expect, test } from 'vitest';
import type { Connection } from './connection.ts';
import { DeviceRepository } from './device-repository.ts';
import { SqliteLaneStore } from './lane-store.ts';
import {
  FakeClock,
  START,
  aCommit,
  aMessage,
  aQuarantinedRecord,
  temporaryConnection,
} from './testing/fixtures.ts';

const ROWS = `
SELECT source_id, received_at, message_time, hash, body, reason FROM quarantined_records ORDER BY id`;

const rowsOf = (connection: Connection): unknown[] => connection.query(ROWS, (row) => ({ ...row })).all();

test('a record in quarantine is kept as it came, with the reason', async () => {
  const { connection } = temporaryConnection();
  await new SqliteLaneStore(connection).quarantine([aQuarantinedRecord()]);
  expect(rowsOf(connection)).toEqual([
    {
      source_id: 1,
      received_at: START + 100,
      message_time: START,
      hash: 7,
      body: '{"speed":81}',
      reason: 'TypeError: a bug',
    },
  ]);
});

test('what the messages refuse finds its place in quarantine', async () => {
  const { connection } = temporaryConnection();
  const lane = new SqliteLaneStore(connection);
  const odd = { hash: 0.5, messageTime: START + 0.5 };
  await expect(lane.commit(aCommit({ messages: [aMessage(odd)] }))).rejects.toThrow('INTEGER');
  await lane.quarantine([aQuarantinedRecord(odd)]);
  expect(rowsOf(connection)).toEqual([expect.objectContaining({ hash: 0.5, message_time: START + 0.5 })]);
});

test('a record that is sent again is kept once, one without a usable time each time', async () => {
  const { connection } = temporaryConnection();
  const lane = new SqliteLaneStore(connection);
  for (const reason of ['TypeError: a bug', 'again']) {
    await lane.quarantine([
      aQuarantinedRecord({ reason }),
      aQuarantinedRecord({ reason, messageTime: null }),
    ]);
  }
  expect(rowsOf(connection)).toEqual([
    expect.objectContaining({ message_time: START, reason: 'TypeError: a bug' }),
    expect.objectContaining({ message_time: null, reason: 'TypeError: a bug' }),
    expect.objectContaining({ message_time: null, reason: 'again' }),
  ]);
});

test('a record that quarantine cannot hold is refused with its whole packet', async () => {
  const { connection } = temporaryConnection();
  const lane = new SqliteLaneStore(connection);
  const packet = [aQuarantinedRecord(), aQuarantinedRecord({ hash: Number.NaN })];
  await expect(lane.quarantine(packet)).rejects.toThrow('NOT NULL');
  expect(rowsOf(connection)).toEqual([]);
});

test('a store that cannot write says so', async () => {
  const { connection, execute } = temporaryConnection();
  const lane = new SqliteLaneStore(connection);
  execute('PRAGMA query_only = 1');
  await expect(lane.quarantine([aQuarantinedRecord()])).rejects.toThrow(StoreUnavailable);
});

test('with a device go its records in quarantine, and no other', async () => {
  const { connection } = temporaryConnection();
  const devices = new DeviceRepository(connection, new FakeClock());
  const lane = new SqliteLaneStore(connection);
  const [van, truck] = ['van-1', 'truck-1'].map((deviceId) =>
    devices.create({ label: deviceId, deviceId, model: 'ngp_generic', keyHash: 'h' }),
  );
  const sources = [van, truck].map((device) => device?.source.id ?? 0);
  await lane.quarantine(sources.map((sourceId) => aQuarantinedRecord({ sourceId })));
  devices.remove(van?.id ?? 0);
  expect(rowsOf(connection)).toEqual([expect.objectContaining({ source_id: sources[1] })]);
});
