import { explainRobustly } from './explain-robustly.ts';
import { gpTransferOf } from './gp-transfer.ts';
import { errorCovariance } from './gp-uncertainty.ts';
import { type FittedModel, type JudgedFit, priorOf, type TransferRequest } from './transfer-fit.ts';
import { kernelPrior, withoutSources } from './transfer-problem.ts';

/** A judged fit whose model is a formula, so that others can take a share of it. */
export type GpFit = JudgedFit & { readonly model: Extract<FittedModel, { readonly kind: 'formula' }> };

/** Gaussian process over what the sources say and descriptors. */
export function gpTransfer(request: TransferRequest): GpFit {
  const { problem, samples, latencyMs } = request;
  const explanation = explainRobustly(problem.features, priorOf(request), samples, latencyMs);
  const { terms, ...predicted } = gpTransferOf(problem.features, explanation);
  return {
    ...predicted,
    model: { kind: 'formula', terms },
    leaveOneOutMs: explanation.leaveOneOutMs,
    errorCovariance: (rows) => errorCovariance(problem.features, explanation, predicted.latencyMs, rows),
    leaveOneOutDeviationMs: explanation.leaveOneOutDeviationMs,
    chosen: 'gp',
    reason: 'Kernels weighed by how well they explain the samples.',
  };
}

/** The same on descriptors alone: what sources add is the difference. */
export function gpWithoutSources(request: TransferRequest): GpFit {
  const problem = withoutSources(request.problem);
  const prior = kernelPrior(problem, request.samples.length, request.rng);
  return { ...gpTransfer({ ...request, problem, prior }), chosen: 'gp-no-source' };
}
