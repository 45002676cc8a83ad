import type { CostModelReport, CostModelRequest, CostModelSummary } from '../../../preload/contract/evaluation.ts';
import { atLeast, type Figure, type Goal } from '../figure.ts';
import type { PaperLab } from '../paper-lab.ts';
import type { PaperSection } from '../section.ts';

const medians = 'mobile-cpu/latency.csv';
const means = 'mobile-cpu/latency-mean.csv';
const layers = 'mobile-cpu/networks.jsonl';
const models = 'mobile-cpu/devices.csv';
const python = 'in Python';

/** Size of the signature set → R² and MAPE of known networks, medians of 30 runs, in Python. */
const knownInPython: Readonly<Record<number, readonly [r2: number, mape: number]>> = {
  3: [0.966, 0.065],
  5: [0.969, 0.059],
  10: [0.975, 0.052],
  20: [0.978, 0.048],
};
const unknownInPython: Readonly<Record<number, readonly [r2: number, mape: number]>> = {
  3: [0.914, 0.124],
  5: [0.93, 0.113],
  10: [0.936, 0.105],
  20: [0.938, 0.101],
};
/** Goals of our own: R² and MAPE. */
const knownGoals: Readonly<Record<number, { readonly r2: number; readonly mape?: number }>> = {
  3: { r2: 0.96 },
  10: { r2: 0.97, mape: 0.055 },
};
const unknownGoals: typeof knownGoals = { 10: { r2: 0.93, mape: 0.105 } };
const sizes = [3, 5, 10, 20];

/** R² of figure 11 of the paper, by how the set is chosen and its size. */
const publishedBoosting = {
  'mutual-information': { 5: 0.942, 10: 0.943, 20: 0.945 },
  spearman: { 5: 0.939, 10: 0.944, 20: 0.944 },
  random: { 5: 0.919, 10: 0.93, 20: 0.936 },
} as const;
const contributors = [10, 20, 40, 50];

export const costModels: PaperSection = {
  id: 'f',
  title: 'One cost model for all phones',
  about:
    'Ganesan et al., IISWC 2020: 118 networks on 85 phones (the paper had 105). Phones are split by their model, 70 % to train on; networks of the signature set are not scored. Means over 30 splits of figures that pool the test phones; medians of 30 runs where it is not said otherwise. The scalar beside is one factor a phone. The published trees are tried as published: means of 30 runs, phones split one by one, 10 splits. Collaborative: each training phone contributes the signature set of 10 and a tenth of the other networks, 10 splits; beside stands a model of each phone alone that is trained on ten times as many of its own measurements.',
  files: [medians, means, layers, models],
  async measure(lab) {
    return [
      ...(await sized(lab, 'known networks', {}, knownInPython, knownGoals)),
      ...(await sized(lab, '24 unknown networks', { holdoutNetworks: 24 }, unknownInPython, unknownGoals)),
      ...(await asPublished(lab)),
      ...(await collaborative(lab)),
    ];
  },
};

async function sized(
  lab: PaperLab,
  what: string,
  request: Partial<CostModelRequest>,
  inPython: typeof knownInPython,
  goals: typeof knownGoals,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of sizes) {
    const report = await evaluate(lab, { signatureSize: size, seeds: 30, ...request });
    const [r2, mape] = inPython[size]!;
    const goal = goals[size];
    const source = 'the project’s own';
    const name = `${what}, signature of ${size}`;
    figures.push(
      figureOf(report, 'r2', `${name}, R²`, { [python]: r2 }, goal ? atLeast(goal.r2, source) : null),
      figureOf(report, 'mape', `${name}, MAPE`, { [python]: mape }, goal?.mape ? { bound: 'at most', value: goal.mape, source } : null),
      figureOf(report, 'r2PerDevice', `${name}, R² a phone`),
    );
  }
  return figures;
}

async function asPublished(lab: PaperLab): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [select, bySize] of Object.entries(publishedBoosting)) {
    for (const [size, published] of Object.entries(bySize)) {
      const report = await lab.costModel({
        table: { path: lab.path(means) },
        networks: { path: lab.path(layers) },
        signatureSize: Number(size),
        select: select as keyof typeof publishedBoosting,
        method: 'boosting',
        seeds: 10,
      });
      const goal = atLeast(0.92, 'the lower end of what is published of these trees');
      figures.push(figureOf(report, 'r2', `published trees, ${select}, signature of ${size}, R²`, { 'Ganesan et al.': published }, goal));
    }
  }
  return figures;
}

async function collaborative(lab: PaperLab): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const trainingDevices of contributors) {
    const report = await evaluate(lab, { signatureSize: 10, contribute: 0.1, trainingDevices, seeds: 10 });
    const goal = atLeast(0.95, 'what the paper reaches from 40 contributing phones on');
    const name = `collaborative, ${trainingDevices} phones`;
    figures.push(figureOf(report, 'r2', `${name}, R²`, {}, trainingDevices >= 40 ? goal : null), figureOf(report, 'mape', `${name}, MAPE`));
  }
  return figures;
}

function evaluate(lab: PaperLab, request: Pick<CostModelRequest, 'signatureSize'> & Partial<CostModelRequest>): Promise<CostModelReport> {
  return lab.costModel({
    table: { path: lab.path(medians) },
    networks: { path: lab.path(layers) },
    groups: { path: lab.path(models) },
    ...request,
  });
}

function figureOf(
  { summary, baselineSummary }: CostModelReport,
  metric: 'r2' | 'mape' | 'r2PerDevice',
  name: string,
  published: Readonly<Record<string, number>> = {},
  goal: Goal | null = null,
): Figure {
  const valueOf = (of: CostModelSummary | undefined) => of?.mean[metric] ?? null;
  const titles: Readonly<Record<string, string>> = { scalar: 'scalar', 'device-specific': 'a phone alone' };
  const beside = Object.fromEntries(baselineSummary.map((of) => [titles[of.method] ?? of.method, valueOf(of)]));
  return { name, value: valueOf(summary[0]), unit: metric === 'mape' ? 'percent' : 'score', beside, published, goal };
}
