import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brand } from '../../main/core/brand.ts';
import { parsePowerLog, resultEnergies } from '../../main/bench/power-log.ts';
import type { JournalLine } from '../../main/devices/runner-protocol.ts';
import { closeTo } from '../helpers/close-to.ts';

const startMs = 1_700_000_000_000;

/** Synthetic: two rails, 5 V each; at rest 300 and 100 mA, at work `workMa` and 100 mA. */
function log(workMa: number, fromSeconds: number, toSeconds: number): string {
  const lines = Array.from({ length: 100 }, (_, index) => {
    const seconds = index / 10;
    const isWork = seconds >= fromSeconds && seconds <= toSeconds;
    return `${(500 + seconds).toFixed(2)} 5000 ${isWork ? workMa : 300} 5000 100`;
  });
  return [`power 1 ${startMs}000000 500.00 1000`, ...lines, ''].join('\n');
}

function result(position: number, endSeconds: number, wallUs: readonly number[]): JournalLine {
  const nothing = wallUs.map(() => 0);
  return {
    type: 'result',
    position,
    modelHash: brand('h'),
    wallUs,
    cpuUs: nothing,
    involuntarySwitches: nothing,
    clockKhz: null,
    tempBeforeC: null,
    tempAfterC: null,
    outputSum: null,
    atMs: startMs + endSeconds * 1000,
  };
}

test('a power log is tied to the clock; what is no sample is passed over', () => {
  const text = `power 1 ${startMs}000000 500.00 1000\n500.10 5000 300\n500.20 - 300\n\u0000garbage\n500.30 5000 400\n500.35 5000 -900\n500.40 50`;
  assert.deepEqual(parsePowerLog(text), [
    { atMs: startMs + 100, powerMw: 1500 },
    { atMs: startMs + 300, powerMw: 2000 },
  ]);
  assert.deepEqual(parsePowerLog(text.replaceAll(' 5000 ', ' 5000 -').replace('--', '')), parsePowerLog(text), 'the other sign');
  for (const none of ['', 'power 1 1700000000%N 5.0 1000\n5.1 1 1\n', '500.10 5000 300\n']) assert.deepEqual(parsePowerLog(none), []);
});

test('each result of a journal gets the energy of its own runs', () => {
  const text = log(1500, 4, 7.5);
  const runs = Array.from({ length: 20 }, () => 100_000); // 2 s
  const energies = resultEnergies([result(0, 6.5, runs), result(1, 9.9, runs.slice(0, 10)), { type: 'done', stopped: false }], text);
  assert.deepEqual(
    energies.map(({ position }) => position),
    [0],
    'one at rest has none',
  );
  closeTo(energies[0]?.energyMj ?? NaN, (5 * 1200 * 2) / 20, 1e-9); // 5 V × 1.2 A above rest for 2 s, 20 runs
  assert.deepEqual(resultEnergies([result(0, 60, runs)], text), [], 'after the end of the log');
});
