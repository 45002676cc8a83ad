import { resolve } from 'node:path';
import type { CostPrediction } from '../../preload/contract/cost-model.ts';
import { invalidInput } from '../core/lab-error.ts';
import { meansCostModel } from '../formats/cost-model-file.ts';
import type { CommandModule, Terminal } from './command.ts';
import { defined, list, readArchitectures, readTextFile } from './options.ts';
import { tableArgument } from './table-argument.ts';
import { significant, textTable } from './text-table.ts';

interface PredictOptions {
  readonly archs?: string;
  readonly network?: string[];
  readonly device?: string;
  readonly table?: string;
}

export const predictCommand: CommandModule = (program, { withLab }) => {
  program
    .command('predict <model>')
    .description('predictions of a model file: architectures; with a cost model any network, on a device whose signature set is measured')
    .option('--archs <file>', 'architecture names, one a line')
    .option('--network <a.onnx,…>', 'ONNX files, for a cost model', list)
    .option('--device <column>', 'for a cost model: the device')
    .option('--table <table>', 'for a cost model: where the device’s latencies of the signature set stand; default: the model’s own table')
    .action(
      withLab(async (terminal, file: string, options: PredictOptions) => {
        const content = await readTextFile(file);
        return meansCostModel(content) ? predictCosts(terminal, content, options) : predictArchitectures(terminal, content, options);
      }),
    );
};

async function predictArchitectures(
  { lab, print }: Terminal,
  content: string,
  { archs, network, device, table }: PredictOptions,
): Promise<void> {
  const [other] = Object.keys(defined({ network, device, table }));
  if (other !== undefined) {
    throw invalidInput(`--${other} is for cost models; this model predicts architectures of its space.`, 'Give --archs, or a cost model.');
  }
  if (archs === undefined) throw invalidInput('There is nothing to predict.', 'Give --archs.');
  const architectures = await readArchitectures(archs);
  const model = await lab.models.import({ content });
  const { unit, values } = await lab.models.predict({ modelId: model.id, architectures });
  const rows = architectures.map((name, i) => [name, significant(values[i] ?? null, 5)]);
  print({ model, unit, predictions: architectures.map((arch, i) => ({ arch, value: values[i] })) }, textTable(['arch', unit], rows));
}

/** The model is in the lab only while it is asked. */
async function predictCosts(
  { lab, print }: Terminal,
  content: string,
  { archs, network = [], device, table }: PredictOptions,
): Promise<void> {
  if (device === undefined) throw invalidInput('A cost model needs to know on which device.', 'Give --device, a column of the table.');
  if (archs === undefined && network.length === 0) throw invalidInput('There is no network to predict.', 'Give --network or --archs.');
  const networks = archs === undefined ? [] : await readArchitectures(archs);
  const model = await lab.costModels.import({ content });
  try {
    const found = await lab.costModels.predict({
      modelId: model.id,
      device,
      networks,
      files: network.map((path) => ({ path: resolve(path) })),
      ...defined({ latencies: table === undefined ? undefined : tableArgument(table) }),
    });
    const head = `${device}, from ${found.signatureMeasured} of ${model.signature.length} signature networks`;
    print({ model, unit: 'ms', ...found }, `${head}\n${predictionTable(found)}`);
  } finally {
    await lab.costModels.remove({ modelId: model.id });
  }
}

function predictionTable({ level, predictions }: CostPrediction): string {
  const rows = predictions.map(({ network, fileName, latencyMs, lowMs, highMs, scalarMs }) => [
    fileName ?? network,
    significant(latencyMs),
    significant(lowMs),
    significant(highMs),
    significant(scalarMs),
  ]);
  return textTable(['network', 'ms', `${100 * level} % from`, 'to', 'scalar'], rows);
}
