import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBattery } from '../../../main/devices/profile/battery.ts';
import { withoutData } from '../../helpers/requirements.ts';
import { androidTranscript } from './android-transcripts.ts';

test('a real Samsung', { skip: withoutData('../fixtures/android.md') }, () => {
  assert.deepEqual(parseBattery(androidTranscript('dumpsys battery')), { level: 1, tempC: 30.9, isPowered: true });
});

test('another scale, on battery, below zero', () => {
  const text =
    '  AC powered: false\n  USB powered: false\n  level: 30\n  scale: 255\n  temperature: -52\n  temperature of something: 900\n';
  assert.deepEqual(parseBattery(text), { level: 30 / 255, tempC: -5.2, isPowered: false });
});

test('what is missing, absurd or denied is unknown', () => {
  const unknown = { level: null, tempC: null, isPowered: null };
  assert.deepEqual(parseBattery(''), unknown);
  assert.deepEqual(parseBattery("Can't find service: battery"), unknown);
  assert.deepEqual(parseBattery('level: 120\nscale: 100\ntemperature: 0'), unknown);
  assert.deepEqual(parseBattery('level: -1\nscale: 0\ntemperature: 99999'), unknown);
});
