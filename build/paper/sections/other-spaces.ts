import { atLeast, type Figure } from '../figure.ts';
import type { PaperSection } from '../section.ts';
import { samplesOf, transferFigure } from './transfer-figures.ts';

const chips = 'nas-bench-201/chips.csv';
const tables = [
  { title: 'FBNet', file: 'fbnet/help.csv.gz', spaceId: 'fbnet', protocol: { variant: 'cifar', excludeSimilar: 0.95 } },
  // Three processors of one maker: without those that are alike none would be left.
  { title: 'MobileNetV3', file: 'mobilenet-v3/help.csv.gz', spaceId: 'mobilenet-v3', protocol: {} },
] as const;
const tolerance = 0.005;

export const otherSpaces: PaperSection = {
  id: 'e',
  title: 'A new device in other spaces',
  about:
    'Every device of HELP’s tables of FBNet (5,000 architectures, 23 devices) and of once-for-all MobileNetV3 (5,000 architectures, 3 GPUs with 3 batch sizes each) is the target once; its sources are the others without those of its chip, and for FBNet without those with an SRCC of .95 or more to it. 3 seeds. Nothing is published of this: the default method is held against the better of the two baselines.',
  files: [chips, ...tables.map(({ file }) => file)],
  async measure(lab) {
    const figures: Figure[] = [];
    for (const { title, file, spaceId, protocol } of tables) {
      const report = await lab.transfer({
        table: { path: lab.path(file) },
        spaceId,
        groups: { path: lab.path(chips) },
        samples: [5, 20, 50],
        baselines: ['gp-no-source', 'none'],
        seeds: 3,
        ...protocol,
      });
      for (const samples of samplesOf(report)) {
        const figure = transferFigure(report, { name: `${title}, K = ${samples}, mean`, samples });
        const best = Math.max(...Object.values(figure.beside).map((value) => value ?? 0));
        figures.push(
          { ...figure, goal: atLeast(best - tolerance, `the better of the baselines on the same samples, less ${tolerance}`) },
          transferFigure(report, { name: `${title}, K = ${samples}, worst`, samples, over: 'worst' }),
        );
      }
    }
    return figures;
  },
};
