import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TableSummary } from '../../preload/contract/table.ts';
import { costWords, fleetPlan, trustWords } from '../../renderer/pages/search/fleet-words.ts';
import { differenceOf, nextOnFront } from '../../renderer/pages/search/side-by-side.ts';

test('a fleet needs the target as a column, and another one', () => {
  const table = (...columns: string[]) => ({ name: 'phones', columns: columns.map((name) => ({ name })) }) as TableSummary;
  const search = { table: 'phones', target: 'a', accuracy: { kind: 'macs' } } as const;
  assert.deepEqual(fleetPlan(search, [table('a', 'b', 'c')]), { table: 'phones', others: ['b', 'c'] });
  assert.deepEqual(fleetPlan(search, [table('a')]), { off: 'Needs a second device in phones' });
  assert.deepEqual(fleetPlan(search, [table('b')]), { off: 'a is not measured in phones' });
  assert.deepEqual(fleetPlan({ ...search, table: null }, [table('a', 'b')]), { off: 'Needs a table of several devices' });
  assert.deepEqual(fleetPlan({ ...search, accuracy: { kind: 'training-free' } }, [table('a', 'b')]), {
    off: 'Needs accuracies that take no time',
  });
});

test('what a fleet cost, and how far a device’s front is to be trusted', () => {
  const cost = { measurements: 100, perDeviceMeasurements: 4500, hours: 1.1, perDeviceHours: 52 };
  assert.equal(costWords({ cost }), '100 measurements, 1 h 6 min; a search on every device of its own would need 4,500, 52 h');
  assert.equal(
    costWords({ cost: { ...cost, hours: null, perDeviceHours: null } }),
    '100 measurements; a search on every device of its own would need 4,500',
  );
  const certainty = { expected: 0.93, low: 0.9, high: 0.95 };
  assert.equal(trustWords({ advice: 'reuse', certainty, heldOut: null }), 'SRCC 0.93, reused');
  assert.equal(trustWords({ advice: 'adapt', certainty, heldOut: { rows: 20, proxy: 0.5, predicted: 0.899 } }), 'SRCC 0.89, adapted');
  assert.equal(trustWords({ advice: 'adapt', certainty: null, heldOut: null }), 'adapted');
});

test('a picked architecture beside the next one of the front, and what that changes', () => {
  const point = (latencyMs: number, accuracy: number, measured: boolean) => ({
    name: `a${latencyMs}`,
    latencyMs,
    accuracy,
    macs: 1,
    params: 1,
    measured,
  });
  const [fast, middle, slow] = [point(2, 60, true), point(4, 70, false), point(5, 72, true)];
  assert.equal(nextOnFront(middle, [fast, slow]), slow);
  assert.equal(nextOnFront(slow, [fast, middle]), middle);
  const inPercent = { accuracyTitle: 'CIFAR-10 accuracy, %', accuracyMeasured: true };
  assert.equal(
    differenceOf(middle, slow, inPercent),
    'The other has 2.0 percentage points more and is 1.00 ms (25 %) slower. At least one latency is predicted.',
  );
  const macs = { accuracyTitle: 'MACs, M (stand-in for capacity)', accuracyMeasured: false };
  assert.equal(differenceOf(slow, fast, macs), 'The other has 12 M MACs less and is 3.00 ms (60 %) faster.');
});
