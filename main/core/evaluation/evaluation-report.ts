/** What one method comes to on one target with one number of samples and one seed. */
export interface EvaluationRow<Metric extends string> {
  readonly target: string;
  readonly samples: number;
  readonly method: string;
  readonly seed: number;
  /** Present where every source is taken alone. */
  readonly source?: string;
  /** What `auto` chose, or which proxy was taken. */
  readonly chosen?: string;
  /** null where it is not defined, for example a rank correlation of constant predictions. */
  readonly metrics: Readonly<Record<Metric, number | null>>;
}

export interface EvaluationSummary<Metric extends string> {
  readonly method: string;
  readonly samples: number;
  /** Over targets, of each target's mean over seeds. */
  readonly mean: Readonly<Record<Metric, number | null>>;
  /** Of the worst target: the smallest such mean; for errors the largest. */
  readonly worst: Readonly<Record<Metric, number | null>>;
}

/** One summary a method and number of samples, in the order of their first rows. `errors`: metrics that are better when smaller. */
export function summarise<Metric extends string>(
  rows: readonly EvaluationRow<Metric>[],
  metrics: readonly Metric[],
  errors: readonly Metric[],
): EvaluationSummary<Metric>[] {
  const groups = Map.groupBy(rows, ({ method, samples }) => `${method} ${samples}`);
  return [...groups.values()].map((group) => {
    const { method, samples } = group[0]!;
    const targets = [...Map.groupBy(group, ({ target }) => target).values()];
    const meansOf = (metric: Metric) =>
      targets.map((own) => meanOfKnown(own.map((row) => row.metrics[metric]))).filter((value) => value !== null);
    const each = (value: (means: number[], metric: Metric) => number | null) =>
      Object.fromEntries(metrics.map((metric) => [metric, value(meansOf(metric), metric)])) as Record<Metric, number | null>;
    return {
      method,
      samples,
      mean: each((means) => meanOfKnown(means)),
      worst: each((means, metric) => (means.length === 0 ? null : errors.includes(metric) ? Math.max(...means) : Math.min(...means))),
    };
  });
}

function meanOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
