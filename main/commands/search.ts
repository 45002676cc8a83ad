import { resolve } from 'node:path';
import type { AccuracyChoice } from '../../preload/contract/search.ts';
import { invalidInput } from '../core/lab-error.ts';
import type { CommandModule } from './command.ts';
import { decimal, defined, integer, readTextFile, seedOption } from './options.ts';
import { significant, textTable } from './text-table.ts';

interface SearchOptions {
  readonly space: string;
  readonly table?: string;
  readonly target?: string;
  readonly model?: string;
  readonly limit?: number;
  readonly accuracy: string;
  readonly algorithm: 'auto' | 'exhaustive' | 'nsga2';
  readonly population?: number;
  readonly generations?: number;
  readonly seed: number;
}

export const searchCommand: CommandModule = (program, { withLab }) => {
  program
    .command('search')
    .description('Pareto-optimal architectures: accuracy against latency')
    .requiredOption('--space <space>', 'search space')
    .option('--table <name>', 'latency table')
    .option('--target <column>', 'device of the table')
    .option('--model <file>', 'latency model, instead of --table and --target')
    .option('--limit <ms>', 'largest latency', decimal)
    .option('--accuracy <source>', 'macs (a stand-in for capacity) or table:FILE#COLUMN', 'macs')
    .option('--algorithm <name>', 'auto, exhaustive or nsga2', 'auto')
    .option('--population <n>', 'of nsga2', integer)
    .option('--generations <n>', 'of nsga2', integer)
    .addOption(seedOption())
    .action(
      withLab(async ({ lab, print }, options: SearchOptions) => {
        const { space: spaceId, table, target, model, limit: limitMs, accuracy, ...rest } = options;
        const latency =
          model !== undefined
            ? { modelId: (await lab.models.import({ content: await readTextFile(model) })).id }
            : table !== undefined && target !== undefined
              ? { table, target }
              : undefined;
        if (latency === undefined)
          throw invalidInput('A search needs latencies.', 'Give --table NAME and --target COLUMN, or --model FILE.');
        const result = await lab.searches.run({ spaceId, latency, accuracy: accuracyChoice(accuracy), ...defined({ limitMs, ...rest }) });
        const rows = result.front.map((point) => [
          point.name,
          significant(point.latencyMs, 4),
          point.measured ? 'measured' : 'predicted',
          significant(point.accuracy, 5),
        ]);
        const text = [
          `${result.algorithm} over ${result.candidates} candidates: ${result.frontSize} on the front. ${result.accuracyStatement}`,
          textTable(['arch', 'latency ms', 'latency is', result.accuracyTitle], rows),
        ];
        print(result, text.join('\n'));
      }),
    );
};

function accuracyChoice(source: string): AccuracyChoice {
  if (source === 'macs') return { kind: 'macs' };
  const match = /^table:(.+)#([^#]+)$/.exec(source);
  if (!match) throw invalidInput(`“${source}” is not an accuracy source.`, 'Give macs, or table:FILE#COLUMN.');
  return { kind: 'file', path: resolve(match[1]!), column: match[2]! };
}
