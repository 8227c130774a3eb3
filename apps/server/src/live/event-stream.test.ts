import { liveEventSchema } from '@signalbox/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

/** Opens the stream as a reader would and gives its chunks. */
async function open(key: string, query = '') {
  const response = await server.request({ url: `/api/events${query}`, payloadAsStream: true }, key);
  const stream = response.stream();
  const chunks = stream.setEncoding('utf8')[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await chunks.next()).value ?? '');
  return { headers: response.headers, stream, next };
}

describe('/api/events', () => {
  test('streams server-sent events in the shape of the contract', async () => {
    const { headers, next, stream } = await open(server.keyWith('devices_read'));
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream',
      'x-content-type-options': 'nosniff',
    });
    expect(await next()).toBe('retry: 2000\n\n');

    server.hub.emit({ type: 'link', sourceId: 5, online: true });

    const [event, data] = (await next()).split('\n');
    expect(event).toBe('event: link');
    const payload = liveEventSchema.parse(JSON.parse(data?.replace('data: ', '') ?? ''));
    expect(payload).toEqual({ type: 'link', tracker_ids: [], source_id: 5, online: true });
    stream.destroy();
  });

  test('shows that it is alive', async () => {
    const { next, stream } = await open(server.keyWith());
    await next();
    server.clock.advance(15_000);
    expect(await next()).toBe(': still here\n\n');
    stream.destroy();
  });

  test('ends when its key is deleted', async () => {
    const { id, key } = await server.owner.createKey({ body: { label: 'reader', rights: [] } });
    const { next } = await open(key);
    await next();
    await server.owner.deleteKey({ params: { id } });
    server.clock.advance(15_000);
    expect(await next()).toBe('');
  });

  test('stops listening when the reader is gone', async () => {
    const address = await server.app.listen({ port: 0 });
    const reader = new AbortController();
    const headers = { authorization: `Bearer ${server.keyWith('devices_read')}` };
    await fetch(`${address}/api/events`, { headers, signal: reader.signal });
    expect(server.hub.watched).toBe(true);

    reader.abort();

    await expect.poll(() => server.hub.watched).toBe(false);
  });

  test('ends its streams when the server closes', async () => {
    const address = await server.app.listen({ port: 0 });
    const headers = { authorization: `Bearer ${server.keyWith()}` };
    const response = await fetch(`${address}/api/events`, { headers });

    await server.app.close();

    expect(await response.text()).toBe('retry: 2000\n\n');
  });

  test('lets a reader go that does not keep up', async () => {
    const { stream } = await open(server.keyWith('devices_read'));
    const attributes = { text: 'x'.repeat(10_000) };
    for (let sourceId = 1; sourceId <= 400; sourceId += 1) {
      const message = { messageTime: 0, serverTime: 0, attributes, hash: 0 };
      server.hub.emit({ type: 'message', sourceId, timeliness: 'live', message });
    }
    const closed = new Promise((resolve) => stream.once('close', resolve).on('error', resolve));
    server.clock.advance(250);
    await closed;
    expect(server.hub.watched).toBe(false);
  });

  test.each(['?flow_id=x', '?tracker_id=0'])('refuses the filter %s', async (query) => {
    const response = await server.request({ url: `/api/events${query}` }, server.keyWith());
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid_input' });
  });
});
