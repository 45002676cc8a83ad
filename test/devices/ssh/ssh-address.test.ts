import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { formatSshAddress, parseSshAddress } from '../../../main/devices/ssh/ssh-address.ts';

test('addresses are read and printed', () => {
  assert.deepEqual(parseSshAddress('ssh://nvidia@orin.local'), { user: 'nvidia', host: 'orin.local', port: 22 });
  assert.deepEqual(parseSshAddress('ssh://pi@10.0.0.7:2222/'), { user: 'pi', host: '10.0.0.7', port: 2222 });
  assert.deepEqual(parseSshAddress('ssh://a%40b@[fe80::1%eth0]:22'), { user: 'a@b', host: 'fe80::1%eth0', port: 22 });
  for (const text of ['ssh://nvidia@orin.local', 'ssh://pi@10.0.0.7:2222', 'ssh://a%40b@[fe80::1]']) {
    assert.equal(formatSshAddress(parseSshAddress(text)), text);
  }
});

test('what is no address is refused', () => {
  const wrong = [
    '',
    'orin.local',
    'ssh://orin.local',
    'http://a@b',
    'ssh://a@b:0',
    'ssh://a@b:70000',
    'ssh://a@b c',
    'ssh://a@$(reboot)',
    'ssh://a:secret@b',
  ];
  for (const text of wrong)
    assert.throws(
      () => parseSshAddress(text),
      (error) => isLabError(error, 'invalid-input'),
      text,
    );
});
