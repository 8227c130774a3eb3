/*
 * A receiver of webhooks as a process of its own, for the benchmark: it answers 200 at once and notes
 * how long ago each request was triggered (`t` in its body, Unix ms). A message resets its notes, the
 * next one gets them.
 */
import { createServer } from 'node:http';
import process from 'node:process';

let times: number[] = [];
let count = 0;

const server = createServer((request, response) => {
  const arrived = performance.timeOrigin + performance.now();
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    const said: { t?: number } = JSON.parse(body);
    count += 1;
    if (said.t !== undefined) times.push(arrived - said.t);
    response.writeHead(200, { 'content-length': 2 }).end('{}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
process.on('message', () => {
  process.send?.({ count, times });
  count = 0;
  times = [];
});
process.once('disconnect', () => process.exit());
