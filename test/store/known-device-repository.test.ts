import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brand } from '../../main/core/brand.ts';
import { openStore } from '../../main/store/open-store.ts';
import { scratchFolder } from '../helpers/command-line.ts';

test('devices are known by their latest name until they are forgotten', (context) => {
  const folder = scratchFolder(context);
  const store = openStore(folder, { holder: 'test' });
  store.knownDevices.remember(brand('phone'), 'Phone');
  store.knownDevices.remember(brand('board'), 'Board');
  store.knownDevices.remember(brand('phone'), 'Google Pixel 8 Pro');
  store.knownDevices.forget(brand('board'));
  store.close();
  const again = openStore(folder, { holder: 'test' });
  assert.deepEqual(again.knownDevices.list(), [{ id: 'phone', name: 'Google Pixel 8 Pro' }]);
  again.close();
});
