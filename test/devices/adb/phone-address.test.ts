import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { parsePhoneAddress } from '../../../main/devices/adb/phone-address.ts';

test('addresses of phones, with and without a port', () => {
  assert.deepEqual(parsePhoneAddress(' 192.168.1.20:37099 '), { host: '192.168.1.20', port: 37_099 });
  assert.deepEqual(parsePhoneAddress('phone.local'), { host: 'phone.local', port: 5555 });
  assert.deepEqual(parsePhoneAddress('[fe80::1]:5556'), { host: 'fe80::1', port: 5556 });
});

test('what is none is refused, so that nothing of it reaches the adb server', () => {
  for (const text of ['', ':5555', 'a b', 'host:0', 'host:65536', 'host:x', '-x', 'host:5555;reboot', 'a/b'])
    assert.throws(
      () => parsePhoneAddress(text),
      (error) => isLabError(error, 'invalid-input') && error.remedy !== '',
      text,
    );
});
