import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newNonce, pagePolicy } from './security-headers.ts';

/** The build puts a hash into the names of these files, so their content never changes. */
const HASHED = 'assets/';
const IMMUTABLE = 'public, max-age=31536000, immutable';
const REVALIDATE = 'no-cache';

const NOT_BUILT = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Signalbox</title>
  </head>
  <body>
    <h1>Signalbox is running</h1>
    <p>The editor is not built yet. Run <code>npm run build</code> in the project's folder, then reload this page.</p>
    <p>The API works without it: see <code>/api/openapi.json</code>.</p>
  </body>
</html>
`;

/**
 * Serves the built editor's files. Its page is no file among them: it goes out through
 * `sendPage`, read on each load so that a rebuilt editor shows at once.
 * @param directory the editor's `dist`, which need not exist
 */
export async function serveEditor(app: FastifyInstance, directory: string): Promise<void> {
  const open = { config: { access: 'anyone' } } as const;
  await app.register(fastifyStatic, { root: directory, serve: false, cacheControl: false });
  app.get('/', open, async (_request, reply) => sendPage(reply, directory));
  // The address in a sign-in link answers whoever asks; the token is behind the "#" and stays there.
  app.get('/sign-in', open, async (_request, reply) => sendPage(reply, directory));
  app.get<{ Params: { '*': string } }>('/*', open, async (request, reply) => {
    const path = request.params['*'];
    if (path === 'index.html') return reply.callNotFound();
    reply.header('cache-control', path.startsWith(HASHED) ? IMMUTABLE : REVALIDATE);
    return reply.sendFile(path);
  });
}

/** Whether a browser asks for a page, which the editor's own router then shows. */
export function wantsPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  return request.headers.accept?.includes('text/html') === true;
}

/**
 * Answers with the editor's page under its own policy; unbuilt, with a page that says how to
 * build it. The style library takes the nonce from the `meta` element.
 */
export async function sendPage(reply: FastifyReply, directory: string): Promise<FastifyReply> {
  const nonce = newNonce();
  const html = await readPage(join(directory, 'index.html'));
  return reply
    .code(200)
    .headers({ 'content-security-policy': pagePolicy(nonce), 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .send(html.replace('<head>', `<head>\n    <meta property="csp-nonce" nonce="${nonce}">`));
}

async function readPage(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return NOT_BUILT;
    throw error;
  }
}
