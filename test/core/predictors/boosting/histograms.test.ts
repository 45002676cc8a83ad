import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainInstance } from '../../../../main/core/kernels/plain/plain-instance.ts';
import { matrixFromRows } from '../../../../main/core/linalg/matrix.ts';
import { binRows } from '../../../../main/core/predictors/boosting/binned-rows.ts';
import { Histograms } from '../../../../main/core/predictors/boosting/histograms.ts';
import { createRng, type Rng } from '../../../../main/core/rng.ts';
import { runToEnd } from '../../../../main/core/run-to-end.ts';

const radix = 1024;

/** Features with 2 to 255 values each, an odd number of them, some of which share a joint column. */
function binned(rows: number, rng: Rng) {
  const values = [2, 3, 400, 2, 7, 255, 40, 2, 2, 90, 5];
  return runToEnd(binRows(matrixFromRows(Array.from({ length: rows }, () => values.map((count) => rng.integer(count))))));
}

/** Calls `work` on the kernels and on their plain form and holds the results to each other, to the last bit. */
function same<Result>(rows: ReturnType<typeof binned>, packed: ArrayLike<number>, work: (histograms: Histograms) => Result): Result {
  const [compiled, plain] = [undefined, plainInstance].map((newInstance) => {
    const histograms = new Histograms(rows, 2, newInstance);
    histograms.packed.set(packed);
    histograms.order.set(createRng(7).shuffle(Array.from({ length: rows.rows }, (_, row) => row)));
    histograms.useFeatures(rows.features);
    return work(histograms);
  });
  assert.deepEqual(plain, compiled);
  return compiled!;
}

test('kernels and their plain form sum, subtract and split alike; few gradients make many ties', () => {
  const rng = createRng(11);
  for (const largest of [1, 3, 2 ** 30]) {
    for (const count of [1, 2, 17, 600]) {
      const rows = binned(600, rng);
      const packed = Array.from({ length: 600 }, () => (rng.integer(2 * largest + 1) - largest) * radix + 1);
      const gradientOf = (sum: number): number => Math.floor(sum / radix);
      const total = (order: ArrayLike<number>, end: number) =>
        Array.from(order)
          .slice(0, end)
          .reduce((sum, row) => sum + packed[row]!, 0);
      same(rows, packed, (histograms) => {
        const whole = histograms.sum(0, 600);
        const part = histograms.sum(0, count);
        const sum = total(histograms.order, count);
        const node = { gradient: gradientOf(sum), mass: sum - gradientOf(sum) * radix };
        assert.equal(node.mass, count);
        const splits = [1, 5, 60].flatMap((leastMass) =>
          [0, 2.5].map((l2) => {
            const split = histograms.bestSplit(part, node, { radix, leastMass, l2 });
            return split && { ...split, feature: split.feature.column };
          }),
        );
        histograms.subtract(whole, part);
        return { whole: whole.slice(), part: part.slice(), splits };
      });
    }
  }
});

test('the best split is the one that a search over all of them finds, the first of equals', () => {
  const rng = createRng(12);
  for (let round = 0; round < 20; round++) {
    const rows = binned(80, rng);
    const gradients = Array.from({ length: 80 }, () => rng.integer(5) - 2);
    const found = same(
      rows,
      gradients.map((gradient) => gradient * radix + 1),
      (histograms) => {
        const node = { gradient: gradients.reduce((sum, gradient) => sum + gradient, 0), mass: 80 };
        const split = histograms.bestSplit(histograms.sum(0, 80), node, { radix, leastMass: 4, l2: 0 });
        return split && { column: split.feature.column, bin: split.bin, left: split.left };
      },
    );
    let best = { score: 0, column: -1, bin: -1 };
    for (const { column, smallest, binOfCell, joint } of rows.features) {
      for (let bin = 0; bin + 1 < smallest.length; bin++) {
        let [gradient, mass] = [0, 0];
        for (let row = 0; row < 80; row++) {
          const cell = rows.cells[row * 16 + joint]!;
          if (binOfCell[cell]! > bin) continue;
          gradient += gradients[row]!;
          mass++;
        }
        const total = gradients.reduce((sum, value) => sum + value, 0);
        const score = (gradient * 80 - total * mass) ** 2 / (mass * (80 - mass));
        if (mass >= 4 && mass <= 76 && score > best.score) best = { score, column, bin };
      }
    }
    assert.deepEqual([found?.column, found?.bin], [best.column, best.bin]);
  }
});
