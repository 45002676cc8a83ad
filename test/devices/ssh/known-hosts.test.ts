import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fingerprintOf, keyTypeOf, KnownHosts } from '../../../main/devices/ssh/known-hosts.ts';
import { scratchFolder } from '../../helpers/command-line.ts';
import { needs } from '../../helpers/requirements.ts';

function newKey(file: string, type: string): Buffer {
  assert.equal(spawnSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file]).status, 0);
  return Buffer.from(readFileSync(`${file}.pub`, 'utf8').split(' ')[1] ?? '', 'base64');
}

test('keys are kept by host and port, in the form that OpenSSH reads', { skip: needs('ssh-keygen') }, (context) => {
  const folder = scratchFolder(context);
  const file = join(folder, 'known_hosts');
  writeFileSync(file, '# mine\n|1|c2FsdA==|aGFzaA== ssh-ed25519 AAAA\n');
  const hosts = new KnownHosts(file);
  const [first, second] = [newKey(join(folder, 'a'), 'ed25519'), newKey(join(folder, 'b'), 'ecdsa')];
  hosts.add('orin', 22, first);
  hosts.add('orin', 2222, second);
  assert.deepEqual(hosts.keys('orin', 22), [first]);
  assert.deepEqual(hosts.keys('orin', 2222), [second]);
  assert.deepEqual(hosts.keys('other', 22), []);
  assert.equal(keyTypeOf(second), 'ecdsa-sha2-nistp256');
  const found = spawnSync('ssh-keygen', ['-F', '[orin]:2222', '-lf', file], { encoding: 'utf8' });
  assert.ok(found.stdout.includes(fingerprintOf(second)), found.stdout + found.stderr);
  hosts.remove('orin', 2222);
  assert.deepEqual(hosts.keys('orin', 2222), []);
  assert.ok(readFileSync(file, 'utf8').startsWith('# mine\n|1|'), 'other lines stay');
  assert.deepEqual(new KnownHosts(file).keys('orin', 22), [first]);
});

test('no key type is read out of garbage', () => {
  for (const bytes of [[], [0], [255, 255, 255, 255, 1], [0, 0, 0, 200]]) assert.equal(typeof keyTypeOf(Uint8Array.from(bytes)), 'string');
});
