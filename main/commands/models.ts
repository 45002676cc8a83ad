import { Option } from 'commander';
import { trainablePredictor, type ModelSummary, type TrainablePredictor } from '../../preload/contract/model.ts';
import { quantity, type Quantity } from '../../preload/contract/table.ts';
import type { CommandModule } from './command.ts';
import { showJobDuring } from './follow-job.ts';
import { defined, integer, seedOption } from './options.ts';
import { significant, textTable } from './text-table.ts';
import { writeOutput } from './write-output.ts';

interface TrainOptions {
  readonly device: string;
  readonly predictor: TrainablePredictor;
  readonly objective?: Quantity;
  readonly seed: number;
  readonly output: string;
}

interface AdaptOptions {
  readonly proxy: string;
  readonly target: string;
  readonly samples: number;
  readonly method: 'adaproxy' | 'adaproxy-loo';
  readonly seed: number;
  readonly output?: string;
}

export const modelCommands: CommandModule = (program, { withLab }) => {
  program
    .command('train <table>')
    .description('fit a predictor of latency, energy or accuracy to one column of a table')
    .requiredOption('--device <column>', 'whose values to predict')
    .addOption(new Option('--predictor <kind>', 'kind of model').choices(trainablePredictor.options).default('ridge'))
    .addOption(new Option('--objective <quantity>', 'what the table must hold; default: whatever it does').choices(quantity.options))
    .addOption(seedOption())
    .requiredOption('-o, --output <file>', 'model file to write')
    .action(
      withLab(async (terminal, table: string, { output, objective, ...options }: TrainOptions) => {
        const { lab, print, signal } = terminal;
        const request = { table, ...options, ...defined({ objective }) };
        const model = await showJobDuring(terminal, 'training', lab.models.train(request, { signal }));
        await writeOutput(output, await lab.models.export({ modelId: model.id }));
        print({ model, file: output }, `${describe(model)}\nWritten: ${output}`);
      }),
    );

  program
    .command('adapt <table>')
    .description("adapt a proxy's predictor to a target with a few of the target's latencies")
    .requiredOption('--proxy <column>', 'device that was measured well')
    .requiredOption('--target <column>', 'device to adapt to')
    .option('--samples <n>', 'how many of the target’s latencies to use', integer, 20)
    .option('--method <name>', 'adaproxy-loo or adaproxy (as published)', 'adaproxy-loo')
    .addOption(seedOption())
    .option('-o, --output <file>', 'model file to write')
    .action(
      withLab(async ({ lab, print }, table: string, { output, ...options }: AdaptOptions) => {
        const adaptation = await lab.models.adapt({ table, ...options });
        if (output !== undefined) await writeOutput(output, await lab.models.export({ modelId: adaptation.model.id }));
        const number = (value: number | null): string => (value === null ? 'unknown' : value.toFixed(3));
        const text = [
          `${adaptation.proxy} → ${adaptation.target}, ${adaptation.samples.length} samples, ${adaptation.method}`,
          `SRCC on ${adaptation.heldOut} other architectures: ${number(adaptation.srccProxy)} before, ${number(adaptation.srccHeldOut)} after`,
          `Optimality (KKT) residual ${adaptation.kktResidual.toExponential(1)}; advice on the samples alone: ${adaptation.advice}`,
          ...(output === undefined ? [] : [`Written: ${output}`]),
        ];
        print({ ...adaptation, ...(output === undefined ? {} : { file: output }) }, text.join('\n'));
      }),
    );
};

function describe({ kind, trainedOn, target, objective, unit, heldOut }: ModelSummary): string {
  const fitted = `${kind} fitted to ${trainedOn} architectures of ${target} (${objective} in ${unit}).`;
  if (heldOut === null) return `${fitted} Too few to hold any out.`;
  const scored = [[kind, heldOut.scores] as const, ...Object.entries(heldOut.baselines).filter(([name]) => name !== kind)];
  const rows = scored.map(([name, { r2, rmse, mape, srcc }]) => [
    name,
    fixed(r2),
    significant(rmse, 4),
    mape === null ? null : `${(100 * mape).toFixed(1)} %`,
    fixed(srcc),
  ]);
  return [fitted, `On ${heldOut.rows} held-out architectures:`, textTable(['predictor', 'R²', `RMSE ${unit}`, 'MAPE', 'SRCC'], rows)].join(
    '\n',
  );
}

function fixed(value: number | null): string | null {
  return value === null ? null : value.toFixed(3);
}
