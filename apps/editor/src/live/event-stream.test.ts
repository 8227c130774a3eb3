import { expect, test } from 'vitest';
import { createEventReader } from './event-stream.ts';

test('events are read whole, however the stream is cut into pieces', () => {
  const stream =
    ': hello\n\nretry: 2000\n\nevent: visits\ndata: {"a":\ndata: 1}\n\ndata: x\r\n\r\nevent: half\nda';
  const read = createEventReader();
  const events = Array.from(stream).flatMap((character) => read(character));
  expect(events).toEqual([
    { type: 'visits', data: '{"a":\n1}' },
    { type: 'message', data: 'x' },
  ]);
});
