import type { PredictorFields } from '../predictors/predictor-fields.ts';
import { costNames, type LayerCosts } from './layer-costs.ts';

/** ln of latencies in ms lie within ±50: from 10⁻²² to 10²¹ ms. */
const largestLog = 50;
/** ms: no layer costs as much. */
const largestCost = 1e12;

export function readLayerCosts(fields: PredictorFields): LayerCosts {
  const costs = fields.numbers('layerCosts', costNames.length);
  if (costs.every((cost) => cost >= 0 && cost <= largestCost)) return costs;
  throw fields.refusal('layerCosts', `a list of numbers from 0 to ${largestCost}`);
}

export function readLogs(fields: PredictorFields, name: string, length: number): Float64Array {
  const logs = fields.numbers(name, length);
  if (logs.every((log) => Math.abs(log) <= largestLog)) return logs;
  throw fields.refusal(name, `a list of logarithms from −${largestLog} to ${largestLog}`);
}
