import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Matrix, matrixFromRows, selectRows } from '../../../main/core/linalg/matrix.ts';
import { multiplyVector, norm } from '../../../main/core/linalg/multiply.ts';
import { createRng } from '../../../main/core/rng.ts';
import { adaProxyPath } from '../../../main/core/transfer/adaproxy-path.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { randomMatrix } from '../linalg/random-matrix.ts';

const rng = createRng(4);
const x: Matrix = { rows: 25, cols: 7, data: Float64Array.from({ length: 175 }, (_, i) => (i % 7 === 6 ? 1 : rng.integer(2))) };
const proxyWeights = Float64Array.from({ length: 7 }, (_, j) => 1 + j);
const y = multiplyVector(x, Float64Array.of(2, 9, 1, 4, 4, 1, 3)).map((value) => value + rng.normal() / 2);

function objective(weights: Float64Array, intercept: number, changes: Float64Array, lambda: number): number {
  const squares = multiplyVector(x, weights).reduce((sum, value, i) => sum + (value + intercept - y[i]!) ** 2, 0);
  return squares / x.rows + lambda * norm(changes);
}

test('no point near a solution has a smaller objective', () => {
  const path = adaProxyPath(x, proxyWeights, y);
  for (const share of [0.001, 0.1, 0.6, 1, 2]) {
    const lambda = share * path.lambdaMax;
    const { factor, changes, weights, intercept } = path.solve(lambda);
    const least = objective(weights, intercept, changes, lambda);
    for (let trial = 0; trial < 300; trial++) {
      const step = 10 ** -(1 + rng.integer(5));
      const nearChanges = changes.map((value) => value + step * rng.normal());
      const nearFactor = factor + step * rng.normal();
      const nearWeights = proxyWeights.map((weight, j) => weight * (nearFactor + nearChanges[j]!));
      assert.ok(objective(nearWeights, intercept + step * rng.normal(), nearChanges, lambda) >= least * (1 - 1e-12));
    }
  }
});

test('changes vanish from λmax on and grow as λ falls to the least squares fit', () => {
  const path = adaProxyPath(x, proxyWeights, y);
  assert.equal(norm(path.solve(path.lambdaMax).changes), 0);
  assert.ok(norm(path.solve(path.lambdaMax * (1 - 1e-9)).changes) > 0);
  const sizes = [1, 0.5, 0.1, 1e-3, 1e-6, 0].map((share) => norm(path.solve(share * path.lambdaMax).changes));
  assert.ok(sizes.every((size, i) => i === 0 || size > sizes[i - 1]!));
});

/** Without the numbers next to 0 whose squares vanish. */
const rounded = randomMatrix.map((matrix) => ({ ...matrix, data: matrix.data.map((value) => Math.round(value * 1e4) / 1e4) }));

test('the optimality conditions hold for any data and any λ', () => {
  fc.assert(
    fc.property(rounded, fc.double({ min: 1e-6, max: 1.2, noNaN: true }), fc.integer(), (samples, share, seed) => {
      const draws = createRng(seed);
      const latencies = Float64Array.from({ length: samples.rows }, () => 5 + draws.normal());
      const path = adaProxyPath(
        samples,
        Float64Array.from({ length: samples.cols }, () => draws.normal()),
        latencies,
      );
      const solution = path.solve(share * path.lambdaMax);
      assert.ok(solution.kktResidual < 1e-8, String(solution.kktResidual));
      assert.ok([...solution.weights, solution.intercept, solution.factor].every(Number.isFinite));
    }),
    { seed: 10, numRuns: 500 },
  );
});

test('closed-form leave-one-out equals fitting without each sample', () => {
  const path = adaProxyPath(x, proxyWeights, y);
  // At b = 0 the fit is a plain regression on the proxy's predictions: leaving out is the same λ.
  const { predictions, degreesOfFreedom } = path.leaveOneOut(path.lambdaMax);
  closeTo(degreesOfFreedom, 2, 1e-12);
  const refitted = Float64Array.from({ length: x.rows }, (_, out) => {
    const rest = [...Array(x.rows).keys()].filter((i) => i !== out);
    const without = adaProxyPath(
      selectRows(x, rest),
      proxyWeights,
      Float64Array.from(rest, (i) => y[i]!),
    );
    const solution = without.solve(without.lambdaMax);
    return multiplyVector(selectRows(x, [out]), solution.weights)[0]! + solution.intercept;
  });
  allCloseTo(predictions, refitted, 1e-11);
  // At λ = 0 it is least squares in all 7 dimensions.
  const full = path.leaveOneOut(0);
  closeTo(full.degreesOfFreedom, 7, 1e-10);
  const direct = Float64Array.from({ length: x.rows }, (_, out) => {
    const rest = [...Array(x.rows).keys()].filter((i) => i !== out);
    const solution = adaProxyPath(
      selectRows(x, rest),
      proxyWeights,
      Float64Array.from(rest, (i) => y[i]!),
    ).solve(0);
    return multiplyVector(selectRows(x, [out]), solution.weights)[0]! + solution.intercept;
  });
  allCloseTo(full.predictions, direct, 1e-8);
});

test('a proxy that predicts one value for all samples keeps its scale', () => {
  const same = matrixFromRows([
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
  const solution = adaProxyPath(same, Float64Array.of(2, 5), Float64Array.of(1, 2, 3)).solve(0.1);
  assert.equal(solution.factor, 1);
  closeTo(2 * solution.factor + solution.intercept, 2, 1e-12);
  assert.ok(solution.kktResidual < 1e-8);
});
