import { recordAt, type DriveRecord } from './drive-records.ts';

/** Records that reach the server together. */
export interface Arrival {
  readonly at: number;
  readonly records: readonly DriveRecord[];
}

/** From when to when the device has no network, Unix ms. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

const PACKET = 5;
const BACKLOG_PACKET = 20;
const PACKET_EVERY_MS = 1000;
const ROLLOVER_MS = 1024 * 7 * 86_400_000;

/** A device with a perfect network and a perfect clock. */
export function cleanArrivals(records: readonly DriveRecord[]): readonly Arrival[] {
  return records.map((record) => ({ at: record.at, records: [record] }));
}

/**
 * The same records as a device in the field sends them: in packets, newest first or in no order, some
 * twice; what was recorded in the outage comes after it; and in between records of a clock that is
 * wrong, which say that the vehicle flies.
 * @param random in [0, 1)
 */
export function faultyArrivals(
  records: readonly DriveRecord[],
  outage: Outage,
  random: () => number,
): readonly Arrival[] {
  const sent = sendInOrder(packetsOf(records, outage, random), outage);
  const mixed = sent.map(({ at, records: inOrder }) => ({ at, records: disorder(inOrder, random) }));
  const repeated = mixed.filter(() => random() < 0.1).map((arrival) => repeat(arrival, random));
  const wrong = mixed.filter(() => random() < 0.15).map((arrival) => ofWrongClock(arrival, random));
  return [...mixed, ...repeated, ...wrong].toSorted((a, b) => a.at - b.at);
}

function packetsOf(
  records: readonly DriveRecord[],
  { from, to }: Outage,
  random: () => number,
): readonly (readonly DriveRecord[])[] {
  const packets: (readonly DriveRecord[])[] = [];
  for (let index = 0; index < records.length;) {
    const at = records[index]?.at ?? 0;
    const size = at >= from && at < to ? BACKLOG_PACKET : 1 + Math.floor(random() * PACKET);
    packets.push(records.slice(index, index + size));
    index += size;
  }
  return packets;
}

/** The device sends what is oldest first, one packet after the other, when it has a network. */
function sendInOrder(packets: readonly (readonly DriveRecord[])[], { from, to }: Outage): readonly Arrival[] {
  let free = 0;
  return packets.map((records) => {
    const made = records.at(-1)?.at ?? 0;
    const ready = made >= from && made < to ? to : made;
    const at = Math.max(ready, free);
    free = at + PACKET_EVERY_MS;
    return { at, records };
  });
}

function disorder(records: readonly DriveRecord[], random: () => number): readonly DriveRecord[] {
  if (random() < 0.5) return records.toReversed();
  return records
    .map((record) => ({ record, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ record }) => record);
}

/** The acknowledgement was lost, so that the packet comes again. */
function repeat({ at, records }: Arrival, random: () => number): Arrival {
  return { at: at + Math.floor(random() * 60_000), records };
}

function ofWrongClock({ at, records }: Arrival, random: () => number): Arrival {
  const wrong = records.flatMap((record) => {
    const clocks = [Date.UTC(2100, 0, 1), 0, record.at - ROLLOVER_MS, null];
    const clock = clocks[Math.floor(random() * clocks.length)];
    if (clock === undefined) return [];
    const location = { latitude: 0, longitude: 0, speed: 240, satellites: 12, fix_type: 'HAS_FIX' };
    return [recordAt(at, { ...record.attributes, location, ignition: random() < 0.5 }, clock)];
  });
  return { at, records: wrong };
}
