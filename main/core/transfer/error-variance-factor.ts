import type { JudgedFit, TransferFit } from './transfer-fit.ts';

/** How many samples the model's own statement of its errors is worth beside the errors on left-out samples. */
export const priorSamples = 5;

/** Whether the fit states its errors and has left out samples to judge them by. */
export function isJudged(fit: TransferFit): fit is JudgedFit {
  return fit.leaveOneOutMs !== undefined && fit.standardDeviationMs !== undefined && 'leaveOneOutDeviationMs' in fit;
}

/** By what factor the variance of the errors that a fit states is wrong, as its errors on left-out samples tell. `latencyMs`: [K] measured. */
export function errorVarianceFactor(fit: JudgedFit, latencyMs: Float64Array): number {
  const squares = latencyMs.reduce(
    (sum, value, i) => sum + ((value - fit.leaveOneOutMs[i]!) / fit.leaveOneOutDeviationMs[i]!) ** 2,
    priorSamples,
  );
  return squares / (priorSamples + latencyMs.length);
}
