import type { Message, TimelinessLimits } from '@signalbox/flow';

// The GPS week number has 10 bits: an old receiver that does not know the era is 1024 weeks behind.
const ROLLOVER_MS = 1024 * 7 * 86_400_000;

/**
 * The time of a record as a receiver without the week rollover would have made it.
 *
 * Such a receiver reports 1024 weeks ago for now. It is believed only of a device of which somebody
 * said so, and only where the time would be refused anyway (before `earliestMs`) and 1024 weeks
 * later is this very moment: a buffered record of such a device stays without a time, since nothing
 * tells it from a clock that was never set.
 * @returns Unix ms, the given time when there is nothing to correct
 */
function correctWeekRollover(
  messageTime: number | null,
  now: number,
  limits: TimelinessLimits,
): number | null {
  if (messageTime === null || messageTime >= limits.earliestMs) return messageTime;
  const corrected = messageTime + ROLLOVER_MS;
  const isNow = now - corrected <= limits.maxLiveAgeMs && corrected - now <= limits.maxAheadMs;
  return isNow ? corrected : messageTime;
}

/**
 * The records of one packet as they are to be stepped: week rollover corrected where the limits say
 * so, oldest first, records of one time in the order they came, records without a time last.
 * @param now server time, Unix ms
 */
export function sortPacket(
  records: readonly Message[],
  now: number,
  limits: TimelinessLimits,
): readonly Message[] {
  const corrected = correctRecords(records, now, limits);
  if (isSorted(corrected)) return corrected;
  return corrected.toSorted((a, b) => sortKey(a) - sortKey(b) || 0);
}

function correctRecords(
  records: readonly Message[],
  now: number,
  limits: TimelinessLimits,
): readonly Message[] {
  if (!limits.correctsWeekRollover) return records;
  if (!records.some((record) => record.messageTime !== null && record.messageTime < limits.earliestMs)) {
    return records;
  }
  return records.map((record) => {
    const messageTime = correctWeekRollover(record.messageTime, now, limits);
    return messageTime === record.messageTime ? record : { ...record, messageTime };
  });
}

function isSorted(records: readonly Message[]): boolean {
  let newest = Number.NEGATIVE_INFINITY;
  for (const record of records) {
    const key = sortKey(record);
    if (key < newest) return false;
    newest = key;
  }
  return true;
}

function sortKey(record: Message): number {
  return record.messageTime ?? Number.MAX_VALUE;
}
