import { mean } from '../../stats/summary.ts';
import type { CostModelRow } from './evaluate-cost-model.ts';
import type { CostModelScores } from './score-predictions.ts';

type Metric = keyof CostModelScores | 'fitMs';

/** Metrics of which less is better. */
const errors: readonly Metric[] = ['rmseMs', 'mape', 'fitMs'];
const metrics: readonly Metric[] = ['r2', 'rmseMs', 'mape', 'r2PerDevice', 'spearmanPerDevice', 'coverage', 'fitMs'];

export interface CostModelSummary {
  readonly method: CostModelRow['method'];
  readonly samples: number;
  /** Over the repetitions; a metric that none of them defines is missing. */
  readonly mean: Partial<Record<Metric, number>>;
  /** The worst repetition's, metric by metric: the largest for errors. */
  readonly worst: Partial<Record<Metric, number>>;
}

/** One summary a method, in the order in which they come. */
export function summariseCostModel(rows: readonly CostModelRow[]): CostModelSummary[] {
  const byMethod = Map.groupBy(rows, ({ method, samples }) => `${method} ${samples}`);
  return Array.from(byMethod.values(), (of) => {
    const { method, samples } = of[0]!;
    const values = metrics.map((metric) => [metric, of.map((row) => row[metric]).filter((value) => value !== null)] as const);
    const known = values.filter(([, list]) => list.length > 0);
    return {
      method,
      samples,
      mean: Object.fromEntries(known.map(([metric, list]) => [metric, mean(list)])),
      worst: Object.fromEntries(known.map(([metric, list]) => [metric, errors.includes(metric) ? Math.max(...list) : Math.min(...list)])),
    };
  });
}
