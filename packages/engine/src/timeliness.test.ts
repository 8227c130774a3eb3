import { DEFAULT_TIMELINESS } from '@signalbox/flow';
import type { Timeliness } from '@signalbox/flow';
import { describe, expect, test } from 'vitest';
import { advance, classify, createWatermark, holdBack, isBehind } from './timeliness.ts';
import type { RecordIdentity } from './timeliness.ts';

const NOW = Date.UTC(2026, 10, 20, 10);
const SECOND = 1000;
const MINUTE = 60 * SECOND;

function markAt(time: number, ...hashes: number[]) {
  const mark = createWatermark();
  for (const hash of hashes) advance(mark, time, hash);
  return mark;
}

function unknownRecord(messageTime: number) {
  return { messageTime, hash: 2, known: false };
}

const NEVER = createWatermark();
const AT_NOW = markAt(NOW, 1);

describe('a record', () => {
  test.each([
    ['made now', NOW, 'live'],
    ['5 min old', NOW - 5 * MINUTE, 'live'],
    ['a little older than 5 min', NOW - 5 * MINUTE - 1, 'delayed'],
    ['years old', Date.UTC(2016, 0, 1), 'delayed'],
    ['10 min ahead', NOW + 10 * MINUTE, 'live'],
    ['further ahead', NOW + 10 * MINUTE + 1, 'future'],
    ['of the first moment of 2015', Date.UTC(2015, 0, 1), 'delayed'],
    ['of 2014', Date.UTC(2015, 0, 1) - 1, 'no_time'],
    ['of 1970', 0, 'no_time'],
    ['without a time', null, 'no_time'],
    ['with a time that is no number', Number.NaN, 'no_time'],
  ])('%s is %2$s as the first of its source', (_, messageTime, expected) => {
    expect(classify({ messageTime, hash: 1, known: false }, NEVER, NOW, DEFAULT_TIMELINESS)).toBe(expected);
  });

  test.each<[string, RecordIdentity, Timeliness]>([
    ['newer', { messageTime: NOW + SECOND, hash: 2, known: false }, 'live'],
    ['of the same time with other content', { messageTime: NOW, hash: 2, known: false }, 'live'],
    ['of the same time and content', { messageTime: NOW, hash: 1, known: false }, 'duplicate'],
    ['older', { messageTime: NOW - 1, hash: 2, known: false }, 'late'],
    ['older, of the same content', { messageTime: NOW - 1, hash: 1, known: false }, 'late'],
    ['older and known to the store', { messageTime: NOW - 1, hash: 2, known: true }, 'duplicate'],
    ['of the same time and known to the store', { messageTime: NOW, hash: 2, known: true }, 'duplicate'],
    ['hours older', { messageTime: NOW - 300 * MINUTE, hash: 2, known: false }, 'late'],
    ['far ahead', { messageTime: NOW + 30 * MINUTE, hash: 2, known: false }, 'future'],
    ['without a time', { messageTime: null, hash: 2, known: false }, 'no_time'],
  ])('%s, seen from the watermark, has its class', (_, record, expected) => {
    expect(classify(record, AT_NOW, NOW, DEFAULT_TIMELINESS)).toBe(expected);
  });

  test('older than 5 min but newer than the watermark is delayed', () => {
    const mark = markAt(NOW - 60 * MINUTE, 1);
    const record = { messageTime: NOW - 30 * MINUTE, hash: 2, known: false };
    expect(classify(record, mark, NOW, DEFAULT_TIMELINESS)).toBe('delayed');
  });

  test('is a duplicate of any of the records that share the newest time', () => {
    const mark = markAt(NOW, 1, 2, 3);
    for (const hash of [1, 2, 3]) {
      expect(classify({ messageTime: NOW, hash, known: false }, mark, NOW, DEFAULT_TIMELINESS)).toBe(
        'duplicate',
      );
    }
    expect(classify({ messageTime: NOW, hash: 4, known: false }, mark, NOW, DEFAULT_TIMELINESS)).toBe('live');
  });
});

describe('the watermark', () => {
  test('remembers no content of an older time', () => {
    const mark = markAt(NOW, 1, 2);
    advance(mark, NOW + SECOND, 3);
    const record = { messageTime: NOW + SECOND, hash: 1, known: false };
    expect(classify(record, mark, NOW, DEFAULT_TIMELINESS)).toBe('live');
  });

  test('keeps a bounded number of contents', () => {
    const mark = createWatermark();
    for (let hash = 0; hash < 1000; hash++) advance(mark, NOW, hash);
    expect(mark.otherHashes?.length).toBeLessThan(100);
  });

  test('steps back to the tolerance when the server clock was set back', () => {
    const mark = markAt(NOW, 1);
    const clock = NOW - 60 * MINUTE;
    holdBack(mark, clock + DEFAULT_TIMELINESS.maxAheadMs);
    expect(classify(unknownRecord(clock), mark, clock, DEFAULT_TIMELINESS)).toBe('late');
    const later = clock + 11 * MINUTE;
    holdBack(mark, later + DEFAULT_TIMELINESS.maxAheadMs);
    expect(classify(unknownRecord(later), mark, later, DEFAULT_TIMELINESS)).toBe('live');
  });

  test('tells which records the store must be asked about', () => {
    expect(isBehind(AT_NOW, NOW - 1)).toBe(true);
    expect(isBehind(AT_NOW, NOW)).toBe(false);
    expect(isBehind(NEVER, 0)).toBe(false);
  });
});
