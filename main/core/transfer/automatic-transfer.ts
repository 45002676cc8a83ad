import { type Matrix, zeros } from '../linalg/matrix.ts';
import { mean } from '../stats/summary.ts';
import { bestProxy } from './best-proxy.ts';
import { ensembleTransfer } from './ensemble-transfer.ts';
import { gpWithoutSources } from './gp-methods.ts';
import type { JudgedFit, TransferRequest } from './transfer-fit.ts';

/** The simpler method must beat the ensemble by this many standard errors of the paired difference. */
const clearly = 2;

/**
 * The ensemble, unless leaving out samples shows that the best proxy as it is does clearly better: its device may be the target's twin. Without
 * sources: the Gaussian process alone.
 */
export function automaticTransfer(request: TransferRequest): JudgedFit {
  const { problem, samples, latencyMs } = request;
  const proxy = bestProxy(problem, samples, latencyMs);
  if (!proxy) return { ...gpWithoutSources(request), reason: 'There is no source whose latencies differ.' };
  const ensemble = ensembleTransfer(request);
  const proxyErrors = squaredErrors(proxy.leaveOneOutMs, latencyMs);
  const gains = squaredErrors(ensemble.leaveOneOutMs, latencyMs).map((error, i) => error - proxyErrors[i]!);
  if (mean(gains) <= clearly * standardError(gains)) {
    return { ...ensemble, reason: `Leaving out samples, ${proxy.name} as it is is not clearly better.` };
  }
  const relativeDeviation = Math.sqrt(mean(proxyErrors));
  return {
    model: { kind: 'formula', terms: proxy.terms },
    latencyMs: proxy.latencyMs,
    standardDeviationMs: proxy.latencyMs.map((value) => relativeDeviation * value),
    leaveOneOutMs: proxy.leaveOneOutMs,
    errorCovariance: (rows) => diagonal(rows.map((row) => (relativeDeviation * proxy.latencyMs[row]!) ** 2)),
    leaveOneOutDeviationMs: proxy.leaveOneOutMs.map((value) => relativeDeviation * value),
    chosen: `none: ${proxy.name} as it is`,
    reason: `Leaving out samples, its error is clearly smaller than the ensemble's.`,
  };
}

/** Of relative errors: a few slow architectures must not decide. */
function squaredErrors(predicted: Float64Array, latencyMs: Float64Array): Float64Array {
  return latencyMs.map((value, i) => ((predicted[i]! - value) / value) ** 2);
}

function standardError(values: Float64Array): number {
  const average = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - average) ** 2)) / Math.max(1, values.length - 1));
}

function diagonal(values: readonly number[]): Matrix {
  const matrix = zeros(values.length, values.length);
  values.forEach((value, i) => (matrix.data[i * values.length + i] = value));
  return matrix;
}
