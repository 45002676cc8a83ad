import { mean } from '../stats/summary.ts';
import { bestProxy } from './best-proxy.ts';
import { ensembleTransfer } from './ensemble-transfer.ts';
import { gpWithoutSources } from './gp-methods.ts';
import type { TransferFit, TransferRequest } from './transfer-fit.ts';

/** A simpler method must beat the ensemble by this many standard errors of the paired difference. */
const clearly = 2;

/**
 * The ensemble, unless leaving out samples shows that a simpler method is clearly better: the best proxy as it is (its device may be the target's
 * twin), or no source at all (the sources may mislead). Without sources: the Gaussian process alone.
 */
export function automaticTransfer(request: TransferRequest): TransferFit {
  const { problem, samples, latencyMs } = request;
  if (problem.sources.names.length === 0) {
    return { ...gpWithoutSources(request), reason: 'There is no source whose latencies differ.' };
  }
  const ensemble = ensembleTransfer(request);
  const proxy = bestProxy(problem, samples, latencyMs)!;
  const alone = gpWithoutSources(request);
  const rivals = [
    { chosen: `none: ${proxy.name} as it is`, fit: { ...proxy, standardDeviationMs: deviationOf(proxy, latencyMs) } },
    { chosen: 'gp-no-source', fit: alone },
  ];
  const own = squaredErrors(ensemble.leaveOneOutMs!, latencyMs);
  const verdicts = rivals.map((rival) => {
    const gains = squaredErrors(rival.fit.leaveOneOutMs, latencyMs).map((error, i) => own[i]! - error);
    return { ...rival, gain: mean(gains), clear: mean(gains) > clearly * standardError(gains) };
  });
  const winner = verdicts
    .filter(({ clear }) => clear)
    .reduce<(typeof verdicts)[number] | undefined>(
      (best, verdict) => (best === undefined || verdict.gain > best.gain ? verdict : best),
      undefined,
    );
  if (winner) {
    return { ...winner.fit, chosen: winner.chosen, reason: `Leaving out samples, its error is clearly smaller than the ensemble's.` };
  }
  return { ...ensemble, reason: 'Leaving out samples, neither the best proxy as it is nor a model without sources is clearly better.' };
}

/** Of relative errors: a few slow architectures must not decide. */
function squaredErrors(predicted: Float64Array, latencyMs: Float64Array): Float64Array {
  return latencyMs.map((value, i) => ((predicted[i]! - value) / value) ** 2);
}

function standardError(values: Float64Array): number {
  const average = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - average) ** 2)) / Math.max(1, values.length - 1));
}

function deviationOf(
  fit: { readonly latencyMs: Float64Array; readonly leaveOneOutMs: Float64Array },
  measured: Float64Array,
): Float64Array {
  const relative = Math.sqrt(mean(squaredErrors(fit.leaveOneOutMs, measured)));
  return fit.latencyMs.map((value) => relative * value);
}
