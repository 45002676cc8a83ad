import { spearman } from '../stats/spearman.ts';

/** From this SRCC on a proxy's predictor and its Pareto architectures are used as they are (Lu et al. 2022): adapting it tends to make it worse. */
export const strongMonotonicity = 0.9;

export interface GateDecision {
  /** Between the proxy's predictions and the measurements on the target; null where it is not defined. */
  readonly srcc: number | null;
  readonly advice: 'reuse' | 'adapt';
}

/** Whether the proxy will do for the target, judged on the samples measured there. Both [K], complete. */
export function gate(proxyPredictions: ArrayLike<number>, measured: ArrayLike<number>): GateDecision {
  const srcc = spearman(proxyPredictions, measured);
  return { srcc, advice: srcc !== null && srcc >= strongMonotonicity ? 'reuse' : 'adapt' };
}
