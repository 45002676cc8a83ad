import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { keepServedAddress, lastServedAddress } from '../main/served-address.ts';
import { scratchFolder } from './helpers/command-line.ts';

test('an address is kept for the next time, for its owner alone', (context) => {
  const folder = scratchFolder(context);
  const fresh = lastServedAddress(folder);
  assert.equal(fresh.port, 0);
  assert.notEqual(lastServedAddress(folder).token, fresh.token, 'a secret is never the same twice');
  keepServedAddress(folder, { ...fresh, port: 4711 });
  assert.deepEqual(lastServedAddress(folder), { ...fresh, port: 4711 });
  assert.equal(statSync(join(folder, 'served.json')).mode & 0o777, 0o600);
});

test('what is no address is replaced by a new one', (context) => {
  const folder = scratchFolder(context);
  for (const content of ['', '{}', 'null', '{"port":1e9,"token":"short"}', '{"port":80,"token":"short"}']) {
    writeFileSync(join(folder, 'served.json'), content);
    const { port, token } = lastServedAddress(folder);
    assert.equal(port, 0);
    assert.equal(token.length, 43);
  }
});
