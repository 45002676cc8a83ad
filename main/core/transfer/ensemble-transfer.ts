import { gpTransfer, gpWithoutSources } from './gp-methods.ts';
import { adaptBestProxies } from './adapted-proxies.ts';
import { scaleShares } from './latency-formula.ts';
import { stackWeights } from './stack-weights.ts';
import type { JudgedFit, TransferRequest } from './transfer-fit.ts';

/** Shares of the Gaussian process with sources, adapted proxies, and the Gaussian process without, before any sample speaks. */
const sharesOfFew = [0.65, 0.35, 0];
const sharesOfMany = [0.4, 0.2, 0.4];
/** A model without sources deserves nothing up to the one number of samples, and its full share from the other on. */
const [few, many] = [5, 20];
/** How far shares lie from these, a standard deviation. */
const shareDeviation = 0.15;

/**
 * Three views of the target averaged: the Gaussian process over sources and descriptors, the proxies that agree best adapted by AdaProxy, and the
 * Gaussian process without sources, weighted by how well each of them predicts left-out samples. Needs a source.
 */
export function ensembleTransfer(request: TransferRequest): JudgedFit {
  const { problem, samples, latencyMs } = request;
  const gp = gpTransfer(request);
  const adapted = adaptBestProxies(problem, samples, latencyMs);
  const alone = gpWithoutSources(request);
  const members = [{ ...gp, terms: gp.model.terms }, adapted, { ...alone, terms: alone.model.terms }];
  const errors = members.map(({ leaveOneOutMs }) => leaveOneOutMs.map((value, i) => (value - latencyMs[i]!) / latencyMs[i]!));
  const weights = stackWeights(errors, priorShares(samples.length), shareDeviation);
  const mix = (of: (member: (typeof members)[number]) => Float64Array) =>
    of(members[0]!).map((_, i) => members.reduce((sum, member, m) => sum + weights[m]! * of(member)[i]!, 0));
  const percent = (m: number) => `${Math.round(100 * weights[m]!)} %`;
  return {
    model: { kind: 'formula', terms: members.flatMap(({ terms }, m) => (weights[m]! > 0 ? scaleShares(terms, weights[m]!) : [])) },
    latencyMs: mix((member) => member.latencyMs),
    standardDeviationMs: gp.standardDeviationMs,
    leaveOneOutMs: mix((member) => member.leaveOneOutMs),
    errorCovariance: gp.errorCovariance,
    leaveOneOutDeviationMs: gp.leaveOneOutDeviationMs,
    chosen: `ensemble: ${percent(0)} Gaussian process, ${percent(1)} adapted ${adapted.proxies.join(', ')}, ${percent(2)} Gaussian process without sources`,
    reason: 'Weights by leave-one-out errors on the samples.',
  };
}

function priorShares(samples: number): number[] {
  const share = Math.max(0, Math.min(1, (samples - few) / (many - few)));
  return sharesOfFew.map((value, m) => value + share * (sharesOfMany[m]! - value));
}
