import type { TransferReport, TransferRequest } from '../../../preload/contract/evaluation.ts';
import { atLeast } from '../figure.ts';
import type { PaperLab } from '../paper-lab.ts';
import type { PaperSection } from '../section.ts';
import { samplesOf, transferFigure } from './transfer-figures.ts';

const table = 'nas-bench-201/oneproxy.csv';
const chips = 'nas-bench-201/chips.csv';
const protocol =
  'Every device of OneProxy’s table of NAS-Bench-201 (Lu et al. 2022; 1,999 architectures, 18 devices) is the target once; its sources are the others without those of its chip and those with an SRCC of .95 or more to it. SRCC over all architectures, means over the targets and the worst target, 5 seeds.';

interface Expected {
  /** Of the ensemble of the prototype in Python. */
  readonly ensemble: number;
  /** Of AdaProxy as published, with random samples. */
  readonly adaProxy?: number;
}

const expected: Readonly<Record<number, Readonly<Record<'mean' | 'worst', Expected>>>> = {
  5: { mean: { ensemble: 0.9 }, worst: { ensemble: 0.71 } },
  10: { mean: { ensemble: 0.94, adaProxy: 0.8 }, worst: { ensemble: 0.81, adaProxy: 0.69 } },
  20: { mean: { ensemble: 0.95, adaProxy: 0.77 }, worst: { ensemble: 0.89, adaProxy: 0.59 } },
  40: { mean: { ensemble: 0.96, adaProxy: 0.9 }, worst: { ensemble: 0.92, adaProxy: 0.77 } },
  70: { mean: { ensemble: 0.97, adaProxy: 0.92 }, worst: { ensemble: 0.92, adaProxy: 0.84 } },
};
const expectedWithNoise: Readonly<Record<number, Required<Expected>>> = {
  10: { ensemble: 0.901, adaProxy: 0.688 },
  20: { ensemble: 0.923, adaProxy: 0.646 },
  70: { ensemble: 0.938, adaProxy: 0.881 },
};

export const leaveOneOut: PaperSection = {
  id: 'a',
  title: 'A new device of NAS-Bench-201 from a few samples',
  about: protocol,
  files: [table, chips],
  async measure(lab) {
    const report = await evaluate(lab, { samples: [5, 10, 20, 40, 70] });
    return samplesOf(report).flatMap((samples) =>
      (['mean', 'worst'] as const).map((over) => {
        const { ensemble, adaProxy } = expected[samples]![over];
        return transferFigure(report, {
          name: `K = ${samples}, ${over}`,
          samples,
          over,
          published: published({ ensemble, ...(adaProxy === undefined ? {} : { adaProxy }) }),
          goal: atLeast(ensemble, 'what the ensemble of the prototype in Python came to'),
        });
      }),
    );
  },
};

export const noise: PaperSection = {
  id: 'd',
  title: 'The same with noisy measurements',
  about: `${protocol} The target’s samples have 10 % multiplicative noise, and 5 % of them are 1.5 times too slow.`,
  files: [table, chips],
  async measure(lab) {
    const report = await evaluate(lab, { samples: [10, 20, 70], noise: 0.1, baselines: ['gp-no-source', 'none', 'adaproxy'] });
    return samplesOf(report).flatMap((samples) => [
      transferFigure(report, {
        name: `K = ${samples}, mean`,
        samples,
        published: published(expectedWithNoise[samples]!),
        goal: atLeast(expectedWithNoise[samples]!.ensemble, 'what the robust ensemble of the prototype in Python came to'),
      }),
      transferFigure(report, { name: `K = ${samples}, worst`, samples, over: 'worst' }),
    ]);
  },
};

function published({ ensemble, adaProxy }: Expected): Readonly<Record<string, number>> {
  return { 'ensemble in Python': ensemble, ...(adaProxy === undefined ? {} : { 'AdaProxy in Python': adaProxy }) };
}

function evaluate(lab: PaperLab, request: Partial<TransferRequest>): Promise<TransferReport> {
  return lab.transfer({
    table: { path: lab.path(table) },
    spaceId: 'nas-bench-201',
    groups: { path: lab.path(chips) },
    excludeSimilar: 0.95,
    baselines: ['gp-no-source', 'none'],
    seeds: 5,
    ...request,
  });
}
