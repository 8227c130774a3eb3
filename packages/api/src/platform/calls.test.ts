import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { platformReference, PRECEDENCE } from '../testing/platform-reference.ts';
import { errorsOf, type PlatformCall } from './call.ts';
import { platformCalls } from './calls.ts';
import { PLATFORM_ERRORS, platformErrorBody } from './errors.ts';
import { createPlatformOpenApiDocument, GENERAL_ERRORS } from './openapi.ts';

const calls = Object.entries<PlatformCall>(platformCalls);
const MARKER = '<!-- From here on made from packages/api/src/platform; edit it there. -->';

describe('calls', () => {
  test.each(calls)('%s stands under its own path', (path, call) => {
    expect(call.path).toBe(path);
  });

  test.each(calls)('%s lists its errors in the order of precedence', (_, call) => {
    const stages = errorsOf(call).map((code) =>
      PRECEDENCE.findIndex(({ stage, codes }) => codes.includes(code) && fits(stage, code, call)),
    );
    expect(stages).toEqual(stages.toSorted((a, b) => a - b));
    expect(stages).not.toContain(-1);
  });

  test.each(calls.filter(([, call]) => call.tracker !== undefined))(
    '%s names its tracker by tracker_id',
    (_, call) => {
      expect(Object.keys(call.parameters.shape)[0]).toBe('tracker_id');
    },
  );

  test('are open without a credential only for signing in', () => {
    const open = calls.filter(([, { credential }]) => credential === 'none').map(([path]) => path);
    expect(open).toEqual(['user/auth']);
  });
});

/** 7 is about a body first, about parameters later; 201 about a tracker first, about its things later. */
function fits(stage: string, code: number, call: PlatformCall): boolean {
  if (code === 7) return stage === 'parameters';
  if (code === 201 && stage === 'tracker') return call.tracker?.unknown === 201;
  return true;
}

describe('errors', () => {
  test('stand in the order of precedence, all but what is no fault of the request', () => {
    const judged = new Set(PRECEDENCE.flatMap(({ codes }) => codes));
    const codes = Object.keys(PLATFORM_ERRORS).map(Number);
    expect(codes.filter((code) => ![...judged].some((one) => one === code))).toEqual([6, 14]);
  });

  test('are each answered by some call', () => {
    const used = new Set<number>([...calls.flatMap(([, call]) => errorsOf(call)), ...GENERAL_ERRORS]);
    expect(Object.keys(PLATFORM_ERRORS).filter((code) => !used.has(Number(code)))).toEqual([]);
  });

  test('name wrong parameters, and only then have a list', () => {
    expect(platformErrorBody(7, [{ parameter: 'output', error: 'is missing' }])).toEqual({
      success: false,
      status: { code: 7, description: 'Invalid parameters' },
      errors: [{ parameter: 'output', error: 'is missing' }],
    });
    expect(platformErrorBody(213)).toEqual({
      success: false,
      status: { code: 213, description: 'Cannot perform action: the device is offline' },
    });
  });
});

describe('OpenAPI document', () => {
  const text = JSON.stringify(createPlatformOpenApiDocument('1.2.3'));

  test.each(calls)('has %s by GET and POST', (path) => {
    const name = path.replaceAll('/', '_');
    expect(text).toContain(`"operationId":"get_${name}"`);
    expect(text).toContain(`"operationId":"post_${name}"`);
  });

  test('has a component for every reference and points nowhere else', () => {
    const names = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((m) => m[1]));
    expect(names.size).toBeGreaterThan(5);
    for (const name of names) expect(text).toContain(`"${name}":{`);
    expect(text).not.toContain('$defs');
  });
});

// `vitest run packages/api --update` writes the page anew.
test('the reference page is as the contract', async () => {
  const path = fileURLToPath(new URL('../../../../docs/reference/platform-api.md', import.meta.url));
  const [before] = readFileSync(path, 'utf8').split(MARKER);
  await expect(`${before}${MARKER}\n\n${platformReference()}\n`).toMatchFileSnapshot(path);
});
