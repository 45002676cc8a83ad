import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Measurement } from '../../../main/core/measurement/measurement.ts';
import { measurementPace } from '../../../main/core/measurement/measurement-pace.ts';

function measured(block: number, repeat: number, architecture: string, atSeconds: number): Measurement {
  return {
    campaignId: 'c' as Measurement['campaignId'],
    slot: { block, repeat, position: 0 },
    architecture: architecture as Measurement['architecture'],
    isAnchor: architecture === 'anchor',
    modelHash: 'h' as Measurement['modelHash'],
    wallUs: [],
    cpuUs: [],
    involuntarySwitches: [],
    clockKhz: null,
    tempBeforeC: null,
    tempAfterC: null,
    flags: [],
    measuredAtMs: 1000 * atSeconds,
  };
}

test('repeated blocks and anchors belong to the time of an architecture, pauses do not', () => {
  const first = [measured(0, 0, 'anchor', 0), measured(0, 0, 'a', 2), measured(0, 0, 'b', 4), measured(0, 0, 'anchor', 6)];
  const again = [measured(0, 1, 'anchor', 100), measured(0, 1, 'b', 102), measured(0, 1, 'a', 104), measured(0, 1, 'anchor', 106)];
  const paused = [measured(1, 0, 'c', 300), measured(1, 0, 'd', 9000), measured(1, 0, 'e', 9002)];
  const measurements = [...first, ...again, ...paused];
  // 11 measurements of 2 s for 6 architectures, the anchor among them
  assert.deepEqual(measurementPace(measurements), { architectures: 6, secondsPerArchitecture: (2 * 11) / 6 });
});

test('a single measurement tells no pace', () => {
  assert.equal(measurementPace([measured(0, 0, 'a', 5), measured(1, 0, 'b', 9)]), null);
  assert.equal(measurementPace([]), null);
});
