import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cholesky, choleskySolve } from '../../../main/core/linalg/cholesky.ts';
import { block, type Matrix, row, selectRows, zeros } from '../../../main/core/linalg/matrix.ts';
import { dot } from '../../../main/core/linalg/multiply.ts';
import { createRng } from '../../../main/core/rng.ts';
import { kernelMatrix } from '../../../main/core/transfer/kernel-component.ts';
import { selectSamples } from '../../../main/core/transfer/select-samples.ts';
import { transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import { cells, device } from './synthetic-devices.ts';

const all = cells(30);
const { features } = transferProblem(all, [device(all, 'a')]);
const mixture = Float64Array.from(features.components, (_, c) => [1, 0, 0.3][c % 3]!);
const noise = 0.03;

/** Covariance of latencies around their mean over the rows, with mean variance 1. */
function priorCovariance(rows: readonly number[]): Matrix {
  const n = rows.length;
  const sum = zeros(n, n);
  features.components.forEach((component, c) => {
    const z = selectRows(features.projected[c]!, rows);
    kernelMatrix(component, z, z).data.forEach((value, i) => (sum.data[i]! += mixture[c]! * value));
  });
  const centring = (i: number, k: number) => Number(i === k) - 1 / n;
  const centred = zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++)
        for (let l = 0; l < n; l++) centred.data[i * n + j]! += centring(i, k) * sum.data[k * n + l]! * centring(l, j);
    }
  }
  let trace = 0;
  for (let i = 0; i < n; i++) trace += centred.data[i * n + i]!;
  return { ...centred, data: centred.data.map((value) => (value * n) / trace) };
}

/** Total posterior variance of all rows once those at the positions are measured, by a Schur complement. */
function variance(covariance: Matrix, positions: readonly number[]): number {
  const everything = [...Array(covariance.rows).keys()];
  const observed = block(covariance, positions, positions);
  for (let i = 0; i < positions.length; i++) observed.data[i * positions.length + i]! += noise;
  const factor = positions.length > 0 ? cholesky(observed)! : undefined;
  const between = block(covariance, everything, positions);
  return everything.reduce((sum, i) => {
    const k = row(between, i);
    return sum + covariance.data[i * covariance.rows + i]! - (factor ? dot(k, choleskySolve(factor, k)) : 0);
  }, 0);
}

/** The greedy choice by trying each candidate. */
function bruteForce(rows: readonly number[], candidates: readonly number[], count: number, measured: readonly number[]): number[] {
  const covariance = priorCovariance(rows);
  const taken = measured.map((own) => rows.indexOf(own));
  for (let step = 0; step < count; step++) {
    const open = candidates.map((own) => rows.indexOf(own)).filter((position) => !taken.includes(position));
    const variances = open.map((position) => variance(covariance, [...taken, position]));
    taken.push(open[variances.indexOf(Math.min(...variances))]!);
  }
  return taken.slice(measured.length).map((position) => rows[position]!);
}

const candidates = [...Array(16).keys()].map((i) => 2 * i).filter((i) => i < 30);

test('each choice is the one after which least variance is left, by brute force', () => {
  const chosen = selectSamples({ features, mixture, candidates, count: 6, rng: createRng(1) });
  assert.deepEqual(chosen, bruteForce(candidates, candidates, 6, []));
});

test('what is measured already is not chosen, and taken into account', () => {
  const measured = [4, 7, 20];
  const open = candidates.filter((candidate) => !measured.includes(candidate));
  const chosen = selectSamples({ features, mixture, candidates, count: 5, measured, rng: createRng(1) });
  assert.deepEqual(chosen, bruteForce([...measured, ...open], open, 5, measured));
  assert.notDeepEqual(chosen, selectSamples({ features, mixture, candidates: open, count: 5, rng: createRng(1) }));
});

test('no more than there are, each once; a mixture of nothing still chooses', () => {
  const chosen = selectSamples({ features, mixture, candidates, count: 99, rng: createRng(1) });
  assert.deepEqual(
    [...chosen].sort((a, b) => a - b),
    candidates,
  );
  const blind = selectSamples({ features, mixture: mixture.map(() => 0), candidates, count: 4, rng: createRng(1) });
  assert.equal(new Set(blind).size, 4);
  assert.deepEqual(selectSamples({ features, mixture, candidates, count: 0, rng: createRng(1) }), []);
  assert.deepEqual(selectSamples({ features, mixture, candidates: [], count: 3, rng: createRng(1) }), []);
});
