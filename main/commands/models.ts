import type { CommandModule } from './command.ts';
import { integer, readArchitectures, readTextFile, seedOption } from './options.ts';
import { significant, textTable } from './text-table.ts';
import { writeOutput } from './write-output.ts';

interface TrainOptions {
  readonly device: string;
  readonly predictor: 'ridge';
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
    .description('fit a latency predictor to one column of a table')
    .requiredOption('--device <column>', 'whose latencies to predict')
    .option('--predictor <kind>', 'ridge', 'ridge')
    .requiredOption('-o, --output <file>', 'model file to write')
    .action(
      withLab(async ({ lab, print }, table: string, { device, predictor, output }: TrainOptions) => {
        const model = await lab.models.train({ table, device, predictor });
        await writeOutput(output, await lab.models.export({ modelId: model.id }));
        print({ model, file: output }, `${model.kind} fitted to ${model.trainedOn} architectures of ${device}. Written: ${output}`);
      }),
    );

  program
    .command('predict <model>')
    .description('predictions of a model file')
    .requiredOption('--archs <file>', 'architecture names, one a line')
    .action(
      withLab(async ({ lab, print }, file: string, options: { readonly archs: string }) => {
        const architectures = await readArchitectures(options.archs);
        const model = await lab.models.import({ content: await readTextFile(file) });
        const { unit, values } = await lab.models.predict({ modelId: model.id, architectures });
        const rows = architectures.map((name, i) => [name, significant(values[i] ?? null, 5)]);
        print({ model, unit, predictions: architectures.map((arch, i) => ({ arch, value: values[i] })) }, textTable(['arch', unit], rows));
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
