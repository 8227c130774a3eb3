import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { PlatformCall } from '../platform/call.ts';
import { platformCalls } from '../platform/calls.ts';
import { PROBLEMS, problemBody, problemSchema } from './errors.ts';
import { createOpenApiDocument } from './openapi.ts';
import { RIGHTS, rightsFor } from './rights.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

/** They change nothing. */
const LOOKS_ONLY: ReadonlySet<string> = new Set(['testFlow', 'checkFlow']);

const table = Object.entries<Route>(routes);

function fieldsOf(object: z.ZodObject | undefined): string[] {
  return Object.keys(object?.shape ?? {}).toSorted();
}

describe('routes', () => {
  test.each(table)('%s declares the parameters of its path', (_, route) => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => String(match[1])).toSorted();
    expect(fieldsOf(route.params)).toEqual(inPath);
  });

  test('have one operation per method and path', () => {
    const seen = table.map(([, route]) => `${route.method} ${route.path}`);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('are open to anyone only for signing in', () => {
    const open = table.filter(([, route]) => route.access === 'anyone').map(([name]) => name);
    expect(open).toEqual(['signIn']);
  });

  test('ask for a writing right where they change something', () => {
    const lax = table.filter(([name, route]) => {
      if (route.method === 'GET' || LOOKS_ONLY.has(name)) return false;
      const rights = rightsFor(route.access);
      return rights.length > 0 && rights.every((right) => right.endsWith('_read'));
    });
    expect(lax).toEqual([]);
  });

  test('and calls use every right but that of the metrics page', () => {
    const used = new Set<string>(table.flatMap(([, route]) => rightsFor(route.access)));
    for (const { rights } of Object.values<PlatformCall>(platformCalls))
      for (const right of rights) used.add(right);
    expect(RIGHTS.filter((right) => !used.has(right))).toEqual(['metrics_read']);
  });
});

describe('problems', () => {
  test.each(Object.entries(PROBLEMS))('%s makes a problem body with its status', (code, { status }) => {
    const known = Object.keys(PROBLEMS).find((name): name is keyof typeof PROBLEMS => name === code);
    expect(known).toBeDefined();
    if (known === undefined) return;
    expect(problemSchema.parse(problemBody(known, 'what and where'))).toMatchObject({ code, status });
  });
});

describe('OpenAPI document', () => {
  const document = createOpenApiDocument('1.2.3');
  const text = JSON.stringify(document);

  test('names every operation', () => {
    for (const [name] of table) expect(text).toContain(`"operationId":"${name}"`);
  });

  test('has a component for every reference', () => {
    const names = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((m) => m[1]));
    expect(names.size).toBeGreaterThan(5);
    for (const name of names) expect(document).toHaveProperty(['components', 'schemas', name ?? '']);
  });

  test('points nowhere else', () => {
    expect(text).not.toContain('$defs');
  });
});
