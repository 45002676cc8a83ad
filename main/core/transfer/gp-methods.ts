import { fitRobustGp } from './robust-gp.ts';
import { priorOf, type TransferFit, type TransferRequest } from './transfer-fit.ts';
import { kernelPrior, withoutSources } from './transfer-problem.ts';

/** Gaussian process over what the sources say and descriptors. */
export function gpTransfer(request: TransferRequest): TransferFit & Required<Pick<TransferFit, 'leaveOneOutMs' | 'standardDeviationMs'>> {
  const fit = fitRobustGp(request.problem.features, priorOf(request), request.samples, request.latencyMs);
  return { ...fit, chosen: 'gp', reason: 'Kernels weighed by how well they explain the samples.' };
}

/** The same on descriptors alone: what sources add is the difference. */
export function gpWithoutSources(request: TransferRequest): ReturnType<typeof gpTransfer> {
  const problem = withoutSources(request.problem);
  const prior = kernelPrior(problem, request.samples.length, request.rng);
  return { ...gpTransfer({ ...request, problem, prior }), chosen: 'gp-no-source' };
}
