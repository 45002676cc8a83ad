import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableSource } from '../../../main/core/accuracy/table-source.ts';
import { createRng } from '../../../main/core/rng.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';

const rng = createRng(1);
const twin = Array.from({ length: 1000 }, () => nasBench201.sample(rng)).find(
  (candidate) => nasBench201.canonical(candidate).join() !== candidate.join(),
)!;
const canonical = nasBench201.canonical(twin);
const source = (entries: [string, number][]) =>
  tableSource({ title: 'CIFAR-10 test accuracy', unit: '%', origin: 'accuracy.csv', accuracies: new Map(entries) });

test('an architecture has its own accuracy, else that of its canonical form, else none', () => {
  const own = source([
    [nasBench201.print(twin), 90],
    [nasBench201.print(canonical), 91],
  ]);
  assert.deepEqual([...own.score(nasBench201, [twin, canonical])], [90, 91]);
  assert.deepEqual([...source([[nasBench201.print(canonical), 91]]).score(nasBench201, [twin])], [91]);
  assert.deepEqual([...source([]).score(nasBench201, [twin])], [NaN]);
});

test('says what it is', () => {
  const { measured, axisTitle, statement, kind } = source([['a', 1]]);
  assert.deepEqual([measured, axisTitle, kind], [true, 'CIFAR-10 test accuracy, %', 'table']);
  assert.match(statement, /accuracy\.csv/);
});
