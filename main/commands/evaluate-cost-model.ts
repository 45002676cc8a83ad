import { Option } from 'commander';
import { resolve } from 'node:path';
import { type CostModelMethod, costModelMethod, type CostModelReport, type CostModelSummary } from '../../preload/contract/evaluation.ts';
import { type SignatureMethod, signatureMethod } from '../../preload/contract/signature.ts';
import { invalidInput } from '../core/lab-error.ts';
import type { CommandModule } from './command.ts';
import { followJob } from './follow-job.ts';
import { decimal, defined, integer, list } from './options.ts';
import { textTable } from './text-table.ts';

interface EvaluateCostModelOptions {
  readonly table: string;
  readonly networks: string;
  readonly allowMissing?: number;
  readonly signatureSize: number;
  readonly select: SignatureMethod;
  readonly method: CostModelMethod;
  readonly split?: number;
  readonly testDevices?: string[];
  readonly trainingDevices?: number;
  readonly groups?: string;
  readonly holdoutNetworks?: number;
  readonly contribute?: number;
  readonly seeds?: number;
  readonly workers?: number;
}

export const evaluateCostModelCommand: CommandModule = (program, { withoutLab }) => {
  program
    .command('cost-model')
    .description('predict networks on devices of which only a signature set is known')
    .requiredOption('--table <file>', 'latencies: a row a network, a column a device')
    .requiredOption('--networks <file>', 'layers of the networks, one JSON object a line')
    .option('--allow-missing <number>', 'a number that stands for "not measured" in the table', decimal)
    .requiredOption('--signature-size <n>', 'networks measured on every device', integer)
    .addOption(new Option('--select <way>', 'how the signature set is chosen').choices(signatureMethod.options).default('greedy'))
    .addOption(new Option('--method <name>', 'how to predict').choices(costModelMethod.options).default('auto'))
    .option('--split <share>', 'of the devices to train on; default: 0.7', decimal)
    .option('--test-devices <a,b>', 'devices to test, instead of --split', list)
    .option('--training-devices <n>', 'train on so many devices at most', integer)
    .option('--groups <file>', 'CSV device,group: devices of one group are never on both sides')
    .option('--holdout-networks <n>', 'networks that no training device has measured, which are then scored', integer)
    .option('--contribute <share>', 'of the networks that each training device has measured beside the signature set', decimal)
    .option('--seeds <n>', 'repetitions, each with a split of its own', integer)
    .option('--workers <n>', 'threads; the result does not depend on it', integer)
    .action(
      withoutLab(async (terminal, options: EvaluateCostModelOptions) => {
        const { table, networks, allowMissing: missing, groups, split, testDevices, ...rest } = options;
        if (split !== undefined && testDevices !== undefined)
          throw invalidInput('Devices are either split or named.', 'Give --split or --test-devices.');
        const { lab, print } = terminal;
        const job = await lab.evaluations.costModel({
          table: { path: resolve(table) },
          networks: { path: resolve(networks) },
          ...defined({
            ...rest,
            missing,
            groups: groups === undefined ? undefined : { path: resolve(groups) },
            split: testDevices === undefined ? split : { testDevices },
          }),
        });
        await followJob(terminal, job);
        const report = await lab.evaluations.costModelReport({ jobId: job.id });
        print(report, summaryText(report));
      }),
    );
};

function summaryText({ rows, summary, baselineSummary, withoutLayers }: CostModelReport): string {
  const [first] = rows;
  const about = `${rows.length} splits, the first one of ${first?.trainingDevices} devices to train on and ${first?.testDevices} to test, ${first?.networks} networks scored`;
  const header = ['method', 'signature', 'R²', 'worst', 'MAPE', 'worst', 'R² a device', 'SRCC a device', 'in 90 %', 'ms'];
  const lines = [...summary, ...baselineSummary].map(summaryLine);
  const left = withoutLayers.length === 0 ? [] : [`Not scored, as their layers are not known: ${withoutLayers.join(', ')}`];
  return [about, textTable(header, lines), ...left].join('\n');
}

function summaryLine({ method, samples, mean, worst }: CostModelSummary): (string | number | null)[] {
  const score = (value: number | null = null): string | null => (value === null ? null : value.toFixed(3));
  const percent = (value: number | null = null): string | null => (value === null ? null : `${(100 * value).toFixed(1)} %`);
  const pooled = [score(mean.r2), score(worst.r2), percent(mean.mape), percent(worst.mape)];
  const perDevice = [score(mean.r2PerDevice), score(mean.spearmanPerDevice), percent(mean.coverage)];
  return [method, samples, ...pooled, ...perDevice, Math.round(mean.fitMs ?? 0)];
}
