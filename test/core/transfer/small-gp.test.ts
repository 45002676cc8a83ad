import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cholesky, choleskySolve, logDeterminant } from '../../../main/core/linalg/cholesky.ts';
import { type Matrix, block, row } from '../../../main/core/linalg/matrix.ts';
import { dot, gram, multiply, multiplyByTranspose, multiplyVector, transpose } from '../../../main/core/linalg/multiply.ts';
import { SmallGp } from '../../../main/core/transfer/small-gp.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { normalMatrix } from '../linalg/normal-matrix.ts';

const n = 9;
const noise = 0.3;
const kernel = gram(normalMatrix(4, n)); // rank 4: only noise makes it positive definite
const factors = Float64Array.from({ length: n }, (_, i) => 1 + (i === 2 ? 20 : i / 10));
const y = normalMatrix(n, 1).data.map((value) => 7 + value);

/** K + diag(noise · factors). */
function covariance(strength: number, factorsOfNoise?: Float64Array): Matrix {
  const data = kernel.data.slice();
  for (let i = 0; i < n; i++) data[i * n + i]! += strength * (factorsOfNoise?.[i] ?? 1);
  return { rows: n, cols: n, data };
}

/** Orthonormal contrasts: all that a constant of unknown height leaves to see, [n − 1, n] (Helmert). */
const contrasts: Matrix = {
  rows: n - 1,
  cols: n,
  data: Float64Array.from({ length: (n - 1) * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n) + 1, at % n];
    return (j < i ? 1 : j === i ? -i : 0) / Math.sqrt(i * (i + 1));
  }),
};

test('constant and weights solve the equations of the dense covariance', () => {
  const gp = new SmallGp(n);
  for (const own of [undefined, factors]) {
    assert.ok(gp.fit(kernel.data, noise, own));
    const { constant, alpha } = gp.weights(y);
    // Kriging: A·α + c·1 = y, 1ᵀα = 0.
    allCloseTo(
      multiplyVector(covariance(noise, own), alpha).map((value) => value + constant),
      y,
      1e-12,
    );
    closeTo(
      alpha.reduce((sum, value) => sum + value, 0),
      0,
      1e-12,
    );
  }
});

test('the evidence is the multivariate t of the contrasts, whose variance has the prior 1/σ²', () => {
  const gp = new SmallGp(n);
  const direct = (strength: number, own?: Float64Array) => {
    const seen = multiplyByTranspose(multiply(contrasts, covariance(strength, own)), contrasts);
    const factor = cholesky(seen)!;
    const w = multiplyVector(contrasts, y);
    return -0.5 * (logDeterminant(factor) + (n - 1) * Math.log(dot(w, choleskySolve(factor, w))));
  };
  const own = (strength: number, factorsOfNoise?: Float64Array) => {
    gp.fit(kernel.data, strength, factorsOfNoise);
    return gp.evidence(y, gp.weights(y).alpha);
  };
  const constant = own(noise).logEvidence - direct(noise);
  for (const strength of [1e-3, 0.1, 1, 30]) {
    closeTo(own(strength).logEvidence - direct(strength), constant, 1e-9);
    closeTo(own(strength, factors).logEvidence - direct(strength, factors), constant, 1e-9);
  }
  const { alpha } = gp.weights(y);
  closeTo(gp.evidence(y, alpha).signalVariance, dot(alpha, y) / (n - 1), 1e-12);
});

test('the precision is that of the contrasts', () => {
  const gp = new SmallGp(n);
  gp.fit(kernel.data, noise, factors);
  const factor = cholesky(multiplyByTranspose(multiply(contrasts, covariance(noise, factors)), contrasts))!;
  const inverse = { rows: n - 1, cols: n, data: new Float64Array((n - 1) * n) };
  const columns = transpose(contrasts);
  for (let j = 0; j < n; j++) choleskySolve(factor, row(columns, j)).forEach((value, i) => (inverse.data[i * n + j] = value));
  const { data } = gp.precision();
  allCloseTo(data, multiply(columns, inverse).data, 1e-11);
  allCloseTo(multiplyVector({ rows: n, cols: n, data }, y), gp.weights(y).alpha, 1e-11);
});

test('leaving a sample out in closed form equals refitting without it', () => {
  const gp = new SmallGp(n);
  gp.fit(kernel.data, noise, factors);
  const { alpha } = gp.weights(y);
  const precision = gp.precision();
  for (let out = 0; out < n; out++) {
    const rest = [...Array(n).keys()].filter((i) => i !== out);
    const without = new SmallGp(n - 1);
    without.fit(
      block(kernel, rest, rest).data,
      noise,
      Float64Array.from(rest, (i) => factors[i]!),
    );
    const fitted = without.weights(Float64Array.from(rest, (i) => y[i]!));
    const predicted = fitted.constant + multiplyVector(block(kernel, [out], rest), fitted.alpha)[0]!;
    closeTo(y[out]! - alpha[out]! / precision.data[out * n + out]!, predicted, 1e-11);
  }
});

test('the height of the mean has the precision and weights of generalised least squares', () => {
  const gp = new SmallGp(n);
  gp.fit(kernel.data, noise);
  const solved = choleskySolve(cholesky(covariance(noise))!, new Float64Array(n).fill(1));
  allCloseTo(gp.mean.weights, solved, 1e-12);
  closeTo(
    gp.mean.precision,
    solved.reduce((sum, value) => sum + value, 0),
    1e-12,
  );
});

test('a covariance that is not positive definite is told, and the next one fits', () => {
  const gp = new SmallGp(n);
  assert.equal(
    gp.fit(
      kernel.data.map((value) => -value),
      noise,
    ),
    false,
  );
  assert.equal(gp.fit(new Float64Array(n * n), 0), false);
  assert.equal(gp.fit(kernel.data, noise), true);
});
