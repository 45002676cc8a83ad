import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Cipher, SecretVault } from '../../main/shell/secret-vault.ts';
import { scratchFolder } from '../helpers/command-line.ts';

/** Stands for the keychain, which a test machine does not have: turns bytes around, and refuses what is not its own. */
const reversing: Cipher = {
  isAvailable: () => true,
  encrypt: (text) => Buffer.from(`mine ${text}`).reverse(),
  decrypt(bytes) {
    const text = Buffer.from(bytes).reverse().toString();
    if (!text.startsWith('mine ')) throw new Error('another keychain');
    return text.slice(5);
  },
};

test('secrets are kept encrypted, for the user alone; another keychain’s are unknown', (context) => {
  const file = join(scratchFolder(context), 'secrets.json');
  const vault = new SecretVault(file, reversing);
  assert.equal(vault.get('ssh://a@b'), null);
  vault.set('ssh://a@b', 'a secret');
  vault.set('key /k', 'other');
  assert.equal(new SecretVault(file, reversing).get('ssh://a@b'), 'a secret');
  assert.ok(!readFileSync(file, 'utf8').includes('a secret'));
  assert.equal(statSync(file).mode & 0o077, 0);
  vault.remove('ssh://a@b');
  assert.deepEqual([vault.get('ssh://a@b'), vault.get('key /k')], [null, 'other']);
  writeFileSync(file, JSON.stringify({ 'key /k': 'Zm9yZWlnbg==', x: 1 }));
  assert.deepEqual([vault.get('key /k'), vault.get('x')], [null, null]);
  writeFileSync(file, 'damaged');
  assert.equal(vault.get('key /k'), null);
});

test('without a keychain nothing is kept', (context) => {
  const file = join(scratchFolder(context), 'secrets.json');
  const vault = new SecretVault(file, { ...reversing, isAvailable: () => false });
  vault.set('ssh://a@b', 'a secret');
  assert.equal(vault.get('ssh://a@b'), null);
  assert.throws(() => readFileSync(file));
});
