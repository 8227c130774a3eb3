import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Storage } from '@signalbox/storage';
import { expect, onTestFinished, test } from 'vitest';
import { SealedSecrets } from './sealed-secrets.ts';
import { parseSecretKey, secretKeyIn } from './secret-key.ts';

const KEY = Buffer.alloc(32, 1);

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'signalbox-secrets-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

function store(): Storage & { readonly file: string } {
  const file = join(folder(), 'signalbox.db');
  const storage = openStorage({ file, clock: { now: () => 1 } });
  onTestFinished(() => storage.close());
  return { ...storage, file };
}

test('a secret comes back as it was put, and another one in its place', () => {
  const secrets = new SealedSecrets(store().secrets, KEY);
  secrets.put('TOKEN', 'pâss/wörd 🔑');
  expect(secrets.get('TOKEN')).toBe('pâss/wörd 🔑');
  secrets.put('TOKEN', 'another one');
  expect(secrets.get('TOKEN')).toBe('another one');
  expect(secrets.list()).toEqual([{ name: 'TOKEN', updatedAt: 1, readable: true }]);
  secrets.remove('TOKEN');
  expect(secrets.get('TOKEN')).toBeUndefined();
  expect(() => secrets.remove('TOKEN')).toThrow(expect.objectContaining({ code: 'not_found' }));
});

test('the file does not hold it, and the same value is never sealed the same way twice', () => {
  const storage = store();
  const { secrets, file } = storage;
  const sealed = new SealedSecrets(secrets, KEY);
  sealed.put('A', 'needle-in-the-file');
  sealed.put('B', 'needle-in-the-file');
  storage.checkpoint();
  expect(readFileSync(file).includes('needle-in-the-file')).toBe(false);
  expect(secrets.sealed('A')).not.toEqual(secrets.sealed('B'));
});

test('with another key it cannot be read, and is said to be so', () => {
  const { secrets } = store();
  new SealedSecrets(secrets, KEY).put('TOKEN', 'password');
  const other = new SealedSecrets(secrets, Buffer.alloc(32, 2));
  expect(other.get('TOKEN')).toBeUndefined();
  expect(other.list()).toMatchObject([{ name: 'TOKEN', readable: false }]);
});

test('what is changed in the store, or moved to another name, does not open', () => {
  const { secrets } = store();
  const sealed = new SealedSecrets(secrets, KEY);
  sealed.put('TOKEN', 'password');
  const bytes = secrets.sealed('TOKEN') ?? new Uint8Array();
  secrets.put('OTHER', bytes);
  expect(sealed.get('OTHER')).toBeUndefined();
  for (let index = 0; index < bytes.length; index += 1) {
    secrets.put(
      'TOKEN',
      bytes.map((byte, at) => (at === index ? byte ^ 1 : byte)),
    );
    expect(sealed.get('TOKEN')).toBeUndefined();
  }
  secrets.put('TOKEN', new Uint8Array());
  expect(sealed.get('TOKEN')).toBeUndefined();
});

test('the key’s file is made once, for its owner alone', () => {
  const path = folder();
  const key = secretKeyIn(path);
  expect(key).toHaveLength(32);
  expect(secretKeyIn(path)).toEqual(key);
  expect(statSync(join(path, 'secrets.key')).mode & 0o777).toBe(0o600);
});

test('a file that holds no key is not written over', () => {
  const path = folder();
  writeFileSync(join(path, 'secrets.key'), 'not a key');
  expect(() => secretKeyIn(path)).toThrow(/secrets\.key holds no key of 32 bytes/);
  expect(readFileSync(join(path, 'secrets.key'), 'utf8')).toBe('not a key');
});

test.each([
  [KEY.toString('base64'), true],
  [KEY.toString('base64url'), true],
  [` ${KEY.toString('hex')}\n`, true],
  [Buffer.alloc(31).toString('base64'), false],
  [Buffer.alloc(33).toString('hex'), false],
  ['a passphrase that is long but no key', false],
  ['', false],
])('"%s" is a key: %j', (text, expected) => {
  expect(parseSecretKey(text) !== null).toBe(expected);
});
