import type { TransferReport, TransferSummary } from '../../../preload/contract/evaluation.ts';
import type { Figure, Goal } from '../figure.ts';

type Metric = 'srcc' | 'srccHeldOut' | 'srccProxy';

export interface TransferFigure {
  readonly name: string;
  readonly samples: number;
  /** Default: of the method that was evaluated. */
  readonly method?: string;
  readonly metric?: Metric;
  /** Over targets: their mean (default), or the worst one. */
  readonly over?: 'mean' | 'worst';
  readonly published?: Readonly<Record<string, number>>;
  readonly goal?: Goal | null;
  readonly note?: string | undefined;
}

/** How methods are named to a reader. */
const titles: Readonly<Record<string, string>> = {
  none: 'best proxy',
  'gp-no-source': 'no source',
  'ridge-counts': 'no source, ridge on op counts',
  adaproxy: 'AdaProxy',
  'adaproxy-loo': 'AdaProxy, leave-one-out λ',
};

/** A figure of a report, the other methods beside it. */
export function transferFigure(report: TransferReport, wanted: TransferFigure): Figure {
  const { name, samples, method, metric = 'srcc', over = 'mean', published = {}, goal = null, note } = wanted;
  const all = [...report.summary, ...report.baselineSummary].filter((summary) => summary.samples === samples);
  const own =
    method === undefined ? report.summary.find((summary) => summary.samples === samples) : all.find((one) => one.method === method);
  const valueOf = (summary: TransferSummary | undefined) => summary?.[over][metric] ?? null;
  const others = all.filter((summary) => summary !== own).map((summary) => [titles[summary.method] ?? summary.method, valueOf(summary)]);
  const beside = Object.fromEntries(others) as Record<string, number | null>;
  return { name, value: valueOf(own), unit: 'score', beside, published, goal, ...(note === undefined ? {} : { note }) };
}

/** Numbers of samples that a report is of. */
export function samplesOf(report: TransferReport): number[] {
  return [...new Set(report.summary.map(({ samples }) => samples))];
}
