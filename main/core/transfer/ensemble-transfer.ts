import { gpTransfer } from './gp-methods.ts';
import { adaptBestProxies } from './proxy-views.ts';
import type { TransferFit, TransferRequest } from './transfer-fit.ts';

/** Share of the adapted proxies before any sample speaks, and how many samples that belief is worth. */
const priorShare = 0.4;
const priorSamples = 15;

/** The Gaussian process and the adapted proxies, mixed by how well each of them predicts left-out samples. Needs a source. */
export function ensembleTransfer(request: TransferRequest): TransferFit {
  const { problem, samples, latencyMs } = request;
  const gp = gpTransfer(request);
  const adapted = adaptBestProxies(problem, samples, latencyMs);
  const share = adaptedShare(latencyMs, gp.leaveOneOutMs, adapted.leaveOneOutMs);
  const mix = (a: Float64Array, b: Float64Array) => a.map((value, i) => (1 - share) * value + share * b[i]!);
  return {
    latencyMs: mix(gp.latencyMs, adapted.latencyMs),
    standardDeviationMs: gp.standardDeviationMs,
    leaveOneOutMs: mix(gp.leaveOneOutMs, adapted.leaveOneOutMs),
    chosen: `ensemble: ${Math.round(100 * (1 - share))} % Gaussian process, ${Math.round(100 * share)} % adapted ${adapted.proxies.join(', ')}`,
    reason: 'Weights by leave-one-out errors on the samples.',
  };
}

/** The share that minimises the squared leave-one-out error of the mixture, drawn to its prior. */
function adaptedShare(latencyMs: Float64Array, gp: Float64Array, adapted: Float64Array): number {
  let towards = 0;
  let distance = 0;
  latencyMs.forEach((value, i) => {
    const difference = adapted[i]! - gp[i]!;
    towards += (value - gp[i]!) * difference;
    distance += difference * difference;
  });
  if (distance === 0) return priorShare;
  const belief = (priorSamples / latencyMs.length) * distance;
  return Math.max(0, Math.min(1, (towards + belief * priorShare) / (distance + belief)));
}
