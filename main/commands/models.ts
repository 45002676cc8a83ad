import { Option } from 'commander';
import { trainablePredictor, type ModelSummary, type TrainablePredictor } from '../../preload/contract/model.ts';
import { quantity, type Quantity } from '../../preload/contract/table.ts';
import type { CommandModule } from './command.ts';
import { showJobDuring } from './follow-job.ts';
import { defined, seedOption } from './options.ts';
import { significant, textTable } from './text-table.ts';
import { writeOutput } from './write-output.ts';

interface TrainOptions {
  readonly device: string;
  readonly predictor: TrainablePredictor;
  readonly objective?: Quantity;
  readonly seed: number;
  readonly output: string;
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
