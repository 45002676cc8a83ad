import { Option } from 'commander';
import { resolve } from 'node:path';
import { type TransferMethod, transferMethod, type TransferReport, type TransferSummary } from '../../preload/contract/evaluation.ts';
import type { CommandModule } from './command.ts';
import { followJob } from './follow-job.ts';
import { allOrNamed, decimal, defined, integer, integers, list } from './options.ts';
import { tableArgument } from './table-argument.ts';
import { textTable } from './text-table.ts';

interface EvaluateTransferOptions {
  readonly table: string;
  readonly space?: string;
  readonly variant?: string;
  readonly allowMissing?: number;
  readonly sources: string[];
  readonly targets: string[];
  readonly eachSource?: boolean;
  readonly samples?: number[];
  readonly sourceSamples?: number;
  readonly excludeSimilar?: number;
  readonly groups?: string;
  readonly noise?: number;
  readonly method: TransferMethod;
  readonly baselines?: TransferMethod[];
  readonly select?: 'ivr' | 'random';
  readonly seeds?: number;
  readonly workers?: number;
}

export const evaluateTransferCommand: CommandModule = (program, { withTable }) => {
  program
    .command('transfer')
    .description('predict each device from a few of its latencies and from the other devices')
    .requiredOption('--table <file>', 'latency table: a file, or the name of a table of the lab')
    .option('--space <space>', 'search space of its architectures; a table of the lab knows its own')
    .option('--variant <name>', 'form of the networks that were measured, for example cifar10')
    .option('--allow-missing <number>', 'a number that stands for "not measured" in the file', decimal)
    .option('--sources <a,b|all>', 'devices to learn from', list, ['all'])
    .option('--targets <a,b|all>', 'devices to predict, never from themselves', list, ['all'])
    .option('--each-source', 'take every source alone, and average')
    .option('--samples <5,10,…>', 'numbers of measurements on the target', integers)
    .option('--source-samples <n>', 'architectures that each source has measured; default: all', integer)
    .option('--exclude-similar <srcc>', 'leave sources out that rank architectures as the target does, to this degree or more', decimal)
    .option('--groups <file>', 'CSV device,group: sources of the target’s group are left out')
    .option(
      '--noise <share>',
      'standard deviation of noise on the target’s measurements; 5 % of them become 1.5 times too slow as well',
      decimal,
    )
    .addOption(new Option('--method <name>', 'how to predict').choices(transferMethod.options).default('auto'))
    .option('--baselines <a,b>', 'methods to set beside it; default: gp-no-source,none, with --each-source none', list)
    .addOption(new Option('--select <way>', 'how the measured architectures are chosen').choices(['ivr', 'random']))
    .option('--seeds <n>', 'repetitions, each with draws of its own', integer)
    .option('--workers <n>', 'threads; the result does not depend on it', integer)
    .action(
      withTable(
        (options: EvaluateTransferOptions) => options.table,
        async (terminal, options) => {
          const { table, space: spaceId, allowMissing: missing, sources, targets, groups, ...rest } = options;
          const { lab, print } = terminal;
          const job = await lab.evaluations.transfer({
            table: tableArgument(table),
            sources: allOrNamed(sources),
            targets: allOrNamed(targets),
            ...defined({ spaceId, missing, ...rest, groups: groups === undefined ? undefined : { path: resolve(groups) } }),
          });
          await followJob(terminal, job);
          const report = await lab.evaluations.transferReport({ jobId: job.id });
          print(report, summaryText(report));
        },
      ),
    );
};

function summaryText({ rows, summary, baselineSummary }: TransferReport): string {
  const targets = new Set(rows.map(({ target }) => target)).size;
  const header = ['method', 'samples', 'SRCC', 'worst', 'held out', 'worst', 'proxy', 'R²', 'MAPE', 'ms'];
  const lines = [...summary, ...baselineSummary].toSorted((a, b) => a.samples - b.samples).map(summaryLine);
  return [`${rows.length} results on ${targets} targets: means over targets, and the worst target`, textTable(header, lines)].join('\n');
}

function summaryLine({ method, samples, mean, worst }: TransferSummary): (string | number | null)[] {
  const share = (value: number | null): string | null => (value === null ? null : value.toFixed(3));
  const scores = [mean.srcc, worst.srcc, mean.srccHeldOut, worst.srccHeldOut, mean.srccProxy, mean.r2].map(share);
  const mape = mean.mape === null ? null : `${(100 * mean.mape).toFixed(1)} %`;
  return [method, samples, ...scores, mape, mean.fitMs === null ? null : Math.round(mean.fitMs)];
}
