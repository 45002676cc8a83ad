import { type Matrix, row, zeros } from '../../linalg/matrix.ts';
import { addScaled, dot, gram } from '../../linalg/multiply.ts';

/** Variance of a measurement's noise, as a share of the networks' mean variance. */
const noiseShare = 0.02;

/**
 * Takes network after network, each time the one that explains most of the variance that is left: under the devices' covariance C of
 * logarithms of latencies, the j with the largest Σᵢ C[i,j]² / C[j,j]; then C is conditioned on j. `logs`: [devices, networks], complete;
 * `given`: networks that are taken already, and come first. Where devices don't differ, networks come in their order.
 */
export function greedySignature(logs: Matrix, size: number, given: readonly number[] = []): number[] {
  const covariance = covarianceOfColumns(logs);
  const n = covariance.rows;
  let total = 0;
  for (let i = 0; i < n; i++) total += covariance.data[i * n + i]!;
  for (let i = 0; i < n; i++) covariance.data[i * n + i]! += (noiseShare * total) / n;
  const chosen: number[] = [];
  const take = (network: number): void => {
    chosen.push(network);
    condition(covariance, network);
  };
  for (const network of given.slice(0, size)) take(network);
  while (chosen.length < size) take(mostTelling(covariance, chosen));
  return chosen;
}

function covarianceOfColumns({ rows, cols, data }: Matrix): Matrix {
  const centred = zeros(rows, cols);
  for (let j = 0; j < cols; j++) {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += data[i * cols + j]!;
    for (let i = 0; i < rows; i++) centred.data[i * cols + j] = (data[i * cols + j]! - sum / rows) / Math.sqrt(rows);
  }
  return gram(centred);
}

function mostTelling(covariance: Matrix, chosen: readonly number[]): number {
  const n = covariance.rows;
  let best = -1;
  let most = -1;
  for (let j = 0; j < n; j++) {
    if (chosen.includes(j)) continue;
    const variance = covariance.data[j * n + j]!;
    const explained = variance > 0 ? dot(row(covariance, j), row(covariance, j)) / variance : 0;
    if (explained > most) [best, most] = [j, explained];
  }
  return best;
}

/** Takes off what a network's measurement explains. */
function condition(covariance: Matrix, network: number): void {
  const n = covariance.rows;
  const variance = covariance.data[network * n + network]!;
  if (!(variance > 0)) return;
  const explaining = row(covariance, network).slice();
  for (let i = 0; i < n; i++) addScaled(row(covariance, i), -explaining[i]! / variance, explaining);
}
