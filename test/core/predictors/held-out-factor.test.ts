import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldOutFactor } from '../../../main/core/predictors/held-out-factor.ts';
import { fitRidge } from '../../../main/core/predictors/ridge.ts';
import { createRng } from '../../../main/core/rng.ts';

const rng = createRng(3);
const options = { coverage: 0.9, floor: 0.1, rng: createRng(1) };
const featureNames = ['a', 'b'];
const fit = (x: Parameters<typeof fitRidge>[0], y: Float64Array) => fitRidge(x, y, { featureNames, lambda: 'leave-one-out' });

function rows(count: number) {
  const data = Float64Array.from({ length: 2 * count }, () => rng.next());
  const y = Float64Array.from({ length: count }, (_, i) => (2 + 3 * data[2 * i]! + data[2 * i + 1]!) * Math.exp(0.05 * rng.normal()));
  return { x: { rows: count, cols: 2, data }, y, groups: Array.from({ length: count }, (_, i) => String(i)) };
}

test('nine of ten new measurements lie within the factor of their prediction', () => {
  const known = rows(400);
  const factor = heldOutFactor(known.x, known.y, known.groups, fit, options)!;
  const fresh = rows(4000);
  const { mean } = fit(known.x, known.y).predict(fresh.x);
  const held = fresh.y.filter((value, i) => Math.abs(Math.log(value / mean[i]!)) <= Math.log(factor)).length / fresh.y.length;
  assert.ok(held > 0.87 && held < 0.93, String(held));
});

test('repeats of one thing tell nothing of others, and few values tell nothing', () => {
  const known = rows(40);
  assert.equal(
    heldOutFactor(
      known.x,
      known.y,
      known.groups.map((_, i) => String(i % 9)),
      fit,
      options,
    ),
    null,
  );
  const few = rows(9);
  assert.equal(heldOutFactor(few.x, few.y, few.groups, fit, options), null);
});
