import { gramOfRows } from '../linalg/multiply.ts';
import { type Matrix, selectRows, zeros } from '../linalg/matrix.ts';
import type { Rng } from '../rng.ts';
import { kernelMatrix } from './kernel-component.ts';
import type { KernelMixture } from './kernel-mixtures.ts';
import type { TransferFeatures } from './transfer-features.ts';

export interface SelectionRequest {
  readonly features: Pick<TransferFeatures, 'components' | 'projected'>;
  /** Weights of the components in the prior covariance of latencies. */
  readonly mixture: KernelMixture;
  /** Variance of a measurement's noise, where latencies have variance 1; default 0.03. */
  readonly noise?: number;
  /** Rows to choose from. */
  readonly candidates: readonly number[];
  readonly count: number;
  /** Rows that are measured already. */
  readonly measured?: readonly number[];
  readonly rng: Rng;
}

/** Choosing from a random part of the candidates is as good and takes a bounded time. */
const mostCandidates = 800;
/** Once some are measured: every stage draws anew. */
const mostLaterCandidates = 400;
const usualNoise = 0.03;

/**
 * The rows whose measurements, taken in this order, reduce the posterior variance of all architectures most (integrated variance reduction):
 * greedily argmax Σᵢ G[i,j]²/(G[j,j] + noise), G being the centred prior covariance, deflated by what is measured.
 */
export function selectSamples({
  features,
  mixture,
  noise = usualNoise,
  candidates,
  count,
  measured = [],
  rng,
}: SelectionRequest): number[] {
  const known = new Set(measured);
  const open = candidates.filter((row) => !known.has(row));
  const most = Math.max(measured.length === 0 ? mostCandidates : mostLaterCandidates, count);
  const drawn = open.length <= most ? open : rng.sampleWithout(open.length, most).map((index) => open[index]!);
  const rows = [...measured, ...drawn];
  const covariance = centredCovariance(features, mixture, rows);
  for (let position = 0; position < measured.length; position++) deflate(covariance, position, noise);
  const isOpen = rows.map((_, position) => position >= measured.length);
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, drawn.length)) {
    const position = mostInformative(covariance, isOpen, noise);
    isOpen[position] = false;
    chosen.push(rows[position]!);
    deflate(covariance, position, noise);
  }
  return chosen;
}

/** Prior covariance of the rows' latencies around their mean, with mean variance 1. */
function centredCovariance(features: SelectionRequest['features'], mixture: KernelMixture, rows: readonly number[]): Matrix {
  const covariance = gramOfRows(linearFeatures(features, mixture, rows));
  const n = rows.length;
  let kernel: Matrix | undefined; // taken once: new memory takes longer than the arithmetic
  features.components.forEach((component, c) => {
    if (component.form === 'linear' || mixture[c] === 0) return;
    const z = selectRows(features.projected[c]!, rows);
    kernel = kernelMatrix(component, z, z, kernel);
    const { data } = kernel;
    for (let i = 0; i < data.length; i++) covariance.data[i]! += mixture[c]! * data[i]!;
  });
  const means = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) means[i]! += covariance.data[i * n + j]! / n;
  const mean = means.reduce((sum, value) => sum + value / n, 0);
  let trace = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) covariance.data[i * n + j]! += mean - means[i]! - means[j]!;
    trace += covariance.data[i * n + i]!;
  }
  const unit = n / trace;
  if (Number.isFinite(unit)) for (let i = 0; i < covariance.data.length; i++) covariance.data[i]! *= unit;
  return covariance;
}

/** The linear components side by side, each scaled by the root of its weight. */
function linearFeatures({ components, projected }: SelectionRequest['features'], mixture: KernelMixture, rows: readonly number[]): Matrix {
  const parts = components.flatMap(({ form }, c) =>
    form === 'linear' && mixture[c]! > 0 ? [{ z: projected[c]!, root: Math.sqrt(mixture[c]!) }] : [],
  );
  const result = zeros(
    rows.length,
    parts.reduce((sum, { z }) => sum + z.cols, 0),
  );
  rows.forEach((row, i) => {
    let at = i * result.cols;
    for (const { z, root } of parts) for (let k = 0; k < z.cols; k++) result.data[at++] = root * z.data[row * z.cols + k]!;
  });
  return result;
}

function mostInformative({ rows: n, data }: Matrix, isOpen: readonly boolean[], noise: number): number {
  let best = -1;
  let most = -1;
  for (let j = 0; j < n; j++) {
    if (!isOpen[j]) continue;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += data[j * n + i]! * data[j * n + i]!;
    const reduction = squares / (data[j * n + j]! + noise);
    if (reduction > most) [best, most] = [j, reduction];
  }
  return best;
}

/** What is left of the covariance once the row at `position` is measured. */
function deflate({ rows: n, data }: Matrix, position: number, noise: number): void {
  const column = data.slice(position * n, (position + 1) * n);
  const variance = column[position]! + noise;
  for (let i = 0; i < n; i++) {
    const factor = column[i]! / variance;
    if (factor === 0) continue;
    for (let j = 0; j < n; j++) data[i * n + j]! -= factor * column[j]!;
  }
}
