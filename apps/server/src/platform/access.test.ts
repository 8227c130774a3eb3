import { PLATFORM_RIGHTS, type PlatformCall, platformCalls, type Right, RIGHTS } from '@signalbox/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWNER_KEY } from '../testing/test-server.ts';
import { codeOf, type PlatformDriver, startPlatform } from '../testing/platform-driver.ts';

let platform: PlatformDriver;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.server.stop());

interface Role {
  readonly name: string;
  readonly kind: 'session' | 'key';
  readonly owner: boolean;
  readonly rights: readonly Right[];
  hash(): string;
}

const some: readonly (readonly Right[])[] = [
  [],
  ...PLATFORM_RIGHTS.map((right) => [right]),
  ['tracker_configure', 'tracker_set_output'],
  RIGHTS.filter((right) => !PLATFORM_RIGHTS.some((known) => known === right)),
  RIGHTS,
];

const roles: readonly Role[] = [
  { name: 'the owner', kind: 'session', owner: true, rights: RIGHTS, hash: () => platform.ownerSession() },
  { name: "the owner's key", kind: 'key', owner: true, rights: RIGHTS, hash: () => OWNER_KEY },
  ...some.flatMap((rights): Role[] => {
    const held = rights.join(', ') || 'no right';
    return [
      {
        name: `a sub-user with ${held}`,
        kind: 'session',
        owner: false,
        rights,
        hash: () => platform.subUser(...rights),
      },
      {
        name: `a key with ${held}`,
        kind: 'key',
        owner: false,
        rights,
        hash: () => platform.server.keyWith(...rights),
      },
    ];
  }),
];

/** Written down here once more, so that a right lost from the contract is noticed. */
const NEEDS: Readonly<Record<string, readonly Right[] | 'owner'>> = {
  'tracker/output/set': ['tracker_set_output'],
  'tracker/output/set_all': ['tracker_set_output'],
  'tracker/engine_immobilizer/read': [],
  'tracker/engine_immobilizer/set': ['tracker_set_output'],
  'tracker/led/read': [],
  'tracker/led/update': [],
  'tracker/output_control/create': ['tracker_update'],
  'tracker/output_control/update': ['tracker_update'],
  'tracker/output_control/execute': ['tracker_update'],
  'tracker/output_control/delete': ['tracker_update'],
  'tracker/batch_get_output_controls': ['tracker_update'],
  'tracker/command/create': ['tracker_update'],
  'tracker/command/update': ['tracker_update'],
  'tracker/command/execute': ['tracker_configure', 'tracker_set_output'],
  'tracker/command/delete': ['tracker_update'],
  'tracker/batch_get_commands': ['tracker_update'],
  'tracker/list': [],
  'tracker/read': [],
  'tracker/get_state': [],
  'tracker/get_outputs': [],
  'tracker/list_models': [],
  'tracker/raw_command/send': ['tracker_configure', 'tracker_set_output'],
  'user/logout': [],
  'api/key/create': 'owner',
  'api/key/list': 'owner',
  'api/key/delete': 'owner',
};

/** Codes by which a caller is turned away before its parameters are looked at. */
const AT_THE_DOOR = [3, 4, 13, 15];

function expected(
  { credential }: PlatformCall,
  role: Role,
  needs: readonly Right[] | 'owner',
): number | null {
  if (credential === 'session' && role.kind === 'key') return 4;
  if (needs === 'owner') return role.owner ? null : 13;
  return needs.every((right) => role.rights.includes(right)) ? null : 13;
}

const calls = Object.values<PlatformCall>(platformCalls).filter(({ credential }) => credential !== 'none');

describe.each(calls)('$path', (call) => {
  test.each(roles)('knows what to think of $name', async (role) => {
    const needs = NEEDS[call.path];
    expect(needs).toBeDefined();
    const answer = await platform.call(call.path, { tracker_id: 'none' }, role.hash());
    const code = codeOf(answer);
    const atTheDoor = AT_THE_DOOR.find((one) => one === code) ?? null;
    expect(atTheDoor).toBe(expected(call, role, needs ?? 'owner'));
    expect(answer.status === 403).toBe(code === 13);
  });

  test('turns away who has no credential, or one that nobody holds', async () => {
    expect(codeOf(await platform.call(call.path, {}, null))).toBe(3);
    expect(codeOf(await platform.call(call.path, {}, 'x'.repeat(32)))).toBe(4);
  });
});

test('every call is walked', () => {
  const walked = Object.keys(NEEDS).toSorted();
  expect(calls.map(({ path }) => path).toSorted()).toEqual(walked);
  expect(Object.keys(platformCalls).filter((path) => !walked.includes(path))).toEqual(['user/auth']);
});
