import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeviceSummary } from '../../preload/contract/device.ts';
import { successorOf } from '../../renderer/pages/devices/successor.ts';

const phone = (id: string, state: DeviceSummary['state']): DeviceSummary => ({ id, kind: 'adb', name: id, state, detail: '' });
const local: DeviceSummary = { id: 'local', kind: 'local', name: 'This computer', state: 'ready', detail: '' };
const before = [local, phone('by address', 'unauthorized')];

test('a phone that was allowed and now says who it is', () => {
  assert.equal(successorOf('by address', before, [local, phone('by serial', 'ready')]), 'by serial');
});

test('no guess: it is still there, it went away, or two came at once', () => {
  assert.equal(successorOf('by address', before, before), null);
  assert.equal(successorOf('by address', before, [local]), null);
  assert.equal(successorOf('by address', before, [local, phone('a', 'ready'), phone('b', 'ready')]), null);
  assert.equal(successorOf('lost', [local, phone('lost', 'offline')], [local, phone('new', 'ready')]), null);
});
