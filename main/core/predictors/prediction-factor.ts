import { ninetyPercent } from '../cost-model/gaussian/interval-factors.ts';
import type { Prediction } from './predictor.ts';

/**
 * The factor within which 90 of 100 values lie of the prediction in `row`, log-normal with its mean and standard deviation; null: the model
 * has no spread, or predicts nothing above zero.
 */
export function predictionFactor({ mean, standardDeviation }: Prediction, row: number): number | null {
  const deviation = standardDeviation?.[row];
  if (deviation === undefined || !(mean[row]! > 0)) return null;
  return Math.exp(ninetyPercent * Math.sqrt(Math.log1p((deviation / mean[row]!) ** 2)));
}
