import { Option } from 'commander';
import type { Adaptation } from '../../preload/contract/adaptation.ts';
import { transferMethod, type TransferMethod } from '../../preload/contract/evaluation.ts';
import { invalidInput } from '../core/lab-error.ts';
import type { CommandModule } from './command.ts';
import { followJob, showJobDuring } from './follow-job.ts';
import { givenMeasuring, type MeasuringOptions, withMeasuringOptions } from './measuring-options.ts';
import { decimal, defined, integer, list, seedOption } from './options.ts';
import { significant, textTable } from './text-table.ts';
import { writeOutput } from './write-output.ts';

interface AdaptOptions extends MeasuringOptions {
  readonly proxy: string;
  readonly target: string;
  readonly sources?: string[];
  readonly method: TransferMethod;
  readonly seed: number;
  readonly samples?: number;
  readonly select?: 'ivr' | 'random';
  readonly proposals: number;
  readonly measure?: string;
  readonly until?: number;
  readonly max?: number;
  readonly step?: number;
  readonly output?: string;
}

const defaultSamples = 20;

export const adaptCommand: CommandModule = (program, { withLab }) => {
  withMeasuringOptions(program.command('adapt <table>'))
    .description("adapt a proxy's ranking to a target, with some of the target's latencies or by measuring it until it is sure")
    .requiredOption('--proxy <column>', 'device that was measured well')
    .requiredOption('--target <column>', 'device to adapt to')
    .option('--sources <columns>', 'other devices to learn from, joined by commas; default: all of the table', list)
    .addOption(new Option('--method <name>', 'how').choices(transferMethod.options).default('auto'))
    .option('--samples <n>', `how many of the target’s latencies to use; default: ${defaultSamples}`, integer)
    .addOption(
      new Option('--select <way>', 'which of them: most informative ones (ivr) or random; default: ivr').choices(['ivr', 'random']),
    )
    .option('--proposals <n>', 'how many architectures to propose for measuring next', integer, 5)
    .option('--measure <device>', 'measure the most informative architectures on this device, into the column of the target')
    .option('--until <srcc>', 'stop measuring once SRCC is surely as high; default: 0.9', decimal)
    .option('--max <n>', 'measure no more than this; default: 70', integer)
    .option('--step <n>', 'measure so many at a time; default: 5', integer)
    .addOption(seedOption())
    .option('-o, --output <file>', 'model file to write')
    .action(
      withLab(async (terminal, table: string, options: AdaptOptions) => {
        const { lab, print, signal } = terminal;
        const { proxy, target, method, seed, sources, output, proposals, samples, select, measure } = options;
        const { until, max, step } = options;
        const how = { ...defined({ until, step }), ...givenMeasuring(options) };
        const about = { table, proxy, target, method, seed, ...defined({ sources }) };
        let adaptation: Adaptation;
        if (measure === undefined) {
          if (max !== undefined || Object.keys(how).length > 0)
            throw invalidInput('Options of measuring need a device.', 'Name it with --measure, or leave them out.');
          const request = { ...about, proposals, samples: samples ?? defaultSamples, ...defined({ select }) };
          adaptation = await showJobDuring(terminal, 'adaptation', lab.adaptations.run(request, { signal }));
        } else {
          if (samples !== undefined || select !== undefined)
            throw invalidInput('With --measure all of the target’s latencies are used.', 'Leave --samples and --select out.');
          const job = await lab.adaptations.measure({
            ...about,
            deviceId: measure,
            ...how,
            ...defined({ most: max }),
          });
          await followJob(terminal, job);
          adaptation = await lab.adaptations.measured({ jobId: job.id });
        }
        if (output !== undefined) await writeOutput(output, await lab.models.export({ modelId: adaptation.model.id }));
        print({ ...adaptation, ...defined({ file: output }) }, describe(adaptation, output));
      }),
    );
};

function describe(adaptation: Adaptation, output: string | undefined): string {
  const { proxy, target, samples, chosen, reason, heldOut, srccProxy, srccHeldOut, srccNoSource, meanError } = adaptation;
  const lines = [`${proxy} → ${target}, ${samples.length} samples`, `${chosen}. ${reason}`];
  if (srccHeldOut !== null) {
    const error = meanError === null ? '' : `; mean error ${(100 * meanError).toFixed(1)} %`;
    lines.push(
      `SRCC on ${heldOut} other architectures: ${score(srccProxy)} as it is, ${score(srccHeldOut)} adapted, ${score(srccNoSource)} without any source${error}`,
    );
  }
  if (adaptation.certainty) {
    const { expected, low, high } = adaptation.certainty;
    lines.push(`From the samples alone: SRCC ${score(expected)}, 90 % interval ${score(low)} to ${score(high)}`);
  }
  lines.push(`Advice on the samples alone: ${adaptation.advice}`);
  if (adaptation.kktResidual !== null) lines.push(`Optimality (KKT) residual ${adaptation.kktResidual.toExponential(1)}`);
  if (adaptation.next.length > 0) {
    const rows = adaptation.next.map((one) => [one.name, significant(one.predictedMs, 4), significant(one.deviationMs, 2)]);
    lines.push('Measure next:', textTable(['arch', 'predicted ms', '±'], rows));
  }
  if (output !== undefined) lines.push(`Written: ${output}`);
  return lines.join('\n');
}

function score(value: number | null): string {
  return value === null ? 'unknown' : value.toFixed(3);
}
