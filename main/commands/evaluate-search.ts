import { InvalidArgumentError, Option } from 'commander';
import { resolve } from 'node:path';
import { searchMethod, type SearchEvaluationSummary, type SearchMethod, type SearchReport } from '../../preload/contract/evaluation.ts';
import type { CommandModule } from './command.ts';
import { followJob } from './follow-job.ts';
import { allOrNamed, decimal, defined, integer, integers, list } from './options.ts';
import { tableArgument } from './table-argument.ts';
import { textTable } from './text-table.ts';

interface EvaluateSearchOptions {
  readonly table: string;
  readonly space?: string;
  readonly variant?: string;
  readonly allowMissing?: number;
  readonly accuracy: string;
  readonly accuracyColumn: string;
  readonly sources: string[];
  readonly targets: string[];
  readonly groups?: string;
  readonly samples?: number[];
  readonly verify?: number;
  readonly method: SearchMethod;
  readonly baselines?: SearchMethod[];
  readonly seeds?: number;
  readonly workers?: number;
}

export const evaluateSearchCommand: CommandModule = (program, { withTable }) => {
  program
    .command('search')
    .description('search on each device as if only a few of its latencies were known, and score what is found by all of them')
    .requiredOption('--table <file>', 'latency table: a file, or the name of a table of the lab')
    .option('--space <space>', 'search space of its architectures; a table of the lab knows its own')
    .option('--variant <name>', 'form of the networks that were measured, for example cifar10')
    .option('--allow-missing <number>', 'a number that stands for "not measured" in the latency table', decimal)
    .requiredOption('--accuracy <file>', 'accuracies in %: a file, or the name of a table of the lab')
    .requiredOption('--accuracy-column <name>', 'its column to search by')
    .option('--sources <a,b|all>', 'devices to learn from', list, ['all'])
    .option('--targets <a,b|all>', 'devices to search for, never from themselves', list, ['all'])
    .option('--groups <file>', 'CSV device,group: sources of the target’s group are left out')
    .option('--samples <5,10,…>', 'numbers of measurements on the target before the search; default: 20', integers)
    .option('--verify <0|1|2>', 'rounds in which up to 10 picks are measured, and picked again; default: 0', verifyRounds)
    .addOption(
      new Option(
        '--method <name>',
        'where latencies come from; fleet: a proxy as it is where it will do; neural: a network answers, no search; own: 900 measurements of the device itself',
      )
        .choices(searchMethod.options)
        .default('auto'),
    )
    .option('--baselines <a,b>', 'methods to set beside it; default: own,none', list)
    .option('--seeds <n>', 'repetitions, each with draws of its own', integer)
    .option('--workers <n>', 'threads; the result does not depend on it', integer)
    .action(
      withTable(
        (options: EvaluateSearchOptions) => options.table,
        async (terminal, options) => {
          const { table, accuracy, space: spaceId, allowMissing: missing, sources, targets, groups, ...rest } = options;
          const { lab, print } = terminal;
          const job = await lab.evaluations.search({
            table: tableArgument(table),
            accuracy: tableArgument(accuracy),
            sources: allOrNamed(sources),
            targets: allOrNamed(targets),
            ...defined({ spaceId, missing, ...rest, groups: groups === undefined ? undefined : { path: resolve(groups) } }),
          });
          await followJob(terminal, job);
          const report = await lab.evaluations.searchReport({ jobId: job.id });
          print(report, summaryText(report));
        },
      ),
    );
};

function verifyRounds(text: string): number {
  if (!['0', '1', '2'].includes(text)) throw new InvalidArgumentError('It must be 0, 1 or 2.');
  return Number(text);
}

function summaryText({ rows, summary, baselineSummary, accuracies }: SearchReport): string {
  const targets = new Set(rows.map(({ target }) => target)).size;
  const header = [
    'method',
    'samples',
    'measured',
    'match',
    'worst',
    'infeasible',
    'worst',
    'loss pp',
    'hypervolume',
    'worst',
    'SRCC',
    'ms',
  ];
  const lines = [...summary, ...baselineSummary].toSorted((a, b) => a.samples - b.samples).map(summaryLine);
  const about = `${rows.length} results on ${targets} targets among ${accuracies} architectures with accuracies: means over targets, and the worst target`;
  return [about, textTable(header, lines)].join('\n');
}

function summaryLine({ method, samples, mean, worst }: SearchEvaluationSummary): (string | number | null)[] {
  const fixed = (value: number | null, digits: number): string | null => (value === null ? null : value.toFixed(digits));
  const percent = (value: number | null): string | null => (value === null ? null : `${(100 * value).toFixed(1)} %`);
  const shares = [mean.match, worst.match, mean.infeasible, worst.infeasible].map(percent);
  const found = [fixed(mean.hypervolumeRatio, 3), fixed(worst.hypervolumeRatio, 3), fixed(mean.srcc, 3)];
  return [method, samples, fixed(mean.measurements, 1), ...shares, fixed(mean.lossPp, 2), ...found, fixed(mean.fitMs, 0)];
}
