import { Option } from 'commander';
import { resolve } from 'node:path';
import type { CostModelDetail, CostModelSummary, DevicePredictions } from '../../preload/contract/cost-model.ts';
import { costModelMethod, type CostModelMethod } from '../../preload/contract/evaluation.ts';
import { type SignatureMethod, signatureMethod } from '../../preload/contract/signature.ts';
import type { CommandModule } from './command.ts';
import { followJob } from './follow-job.ts';
import { defined, integer, integers, readTextFile, seedOption } from './options.ts';
import { significant, textTable } from './text-table.ts';
import { writeOutput } from './write-output.ts';

interface FitOptions {
  readonly signatureSize: number;
  readonly select: SignatureMethod;
  readonly method: CostModelMethod;
  readonly groups?: string;
  readonly sizes?: number[];
  readonly seed: number;
  readonly name?: string;
  readonly workers?: number;
  readonly output?: string;
}

export const costModelCommand: CommandModule = (program, { withLab }) => {
  const group = program
    .command('cost-model')
    .description('models of any network’s latency on a device of which a signature set is measured');

  group
    .command('fit <table>')
    .description('fit one to all devices of a latency table, checked on devices left out')
    .option('--signature-size <n>', 'networks to measure on a new device', integer, 10)
    .addOption(new Option('--select <way>', 'how the signature set is chosen').choices(signatureMethod.options).default('greedy'))
    .addOption(new Option('--method <name>', 'kind of model').choices(costModelMethod.options).default('auto'))
    .option('--groups <file>', 'CSV device,group: devices of one group are left out together')
    .option('--sizes <1,3,…>', 'other sizes of the signature set to check; default: 1,3,5,10,20', integers)
    .option('--name <name>', 'name of the model')
    .option('--workers <n>', 'threads; the result does not depend on it', integer)
    .addOption(seedOption())
    .option('-o, --output <file>', 'model file to write')
    .action(
      withLab(async (terminal, table: string, { output, groups, ...options }: FitOptions) => {
        const { lab, print } = terminal;
        const file = groups === undefined ? undefined : { path: resolve(groups) };
        const { result } = await followJob(terminal, await lab.costModels.fit({ table, ...defined({ ...options, groups: file }) }));
        const model = await lab.costModels.get({ modelId: result! });
        if (output !== undefined) await writeOutput(output, await lab.costModels.export({ modelId: model.id }));
        const written = output === undefined ? [] : [`Written: ${output}`];
        print({ model, ...defined({ file: output }) }, [describe(model), ...written].join('\n'));
      }),
    );

  group
    .command('list')
    .description('all cost models of the lab')
    .action(
      withLab(async ({ lab, print }) => {
        const models = await lab.costModels.list();
        const rows = models.map((model) => [model.id, model.name, model.table, model.signature.length, percent(model.heldOut?.model.mape)]);
        print({ models }, textTable(['id', 'name', 'table', 'signature', 'MAPE'], rows));
      }),
    );

  group
    .command('show <id>')
    .description('what a cost model says of every network of its table on one of its devices')
    .requiredOption('--device <column>', 'which device')
    .action(
      withLab(async ({ lab, print }, modelId: string, { device }: { readonly device: string }) => {
        const predictions = await lab.costModels.device({ modelId, device });
        print(predictions, describePredictions(predictions));
      }),
    );

  group
    .command('export <id>')
    .description('a cost model as versioned JSON')
    .requiredOption('-o, --output <file>', 'file to write')
    .action(
      withLab(async ({ lab, print }, modelId: string, { output }: { readonly output: string }) => {
        await writeOutput(output, await lab.costModels.export({ modelId }));
        print({ modelId, file: output }, `Written: ${output}`);
      }),
    );

  group
    .command('import <file>')
    .description('take a cost model file into the lab')
    .action(
      withLab(async ({ lab, print }, file: string) => {
        const model = await lab.costModels.import({ content: await readTextFile(file) });
        print({ model }, `Imported ${model.id}: ${about(model)}`);
      }),
    );
};

function about({ kind, table, trainingDevices, signature }: CostModelSummary): string {
  return `${kind}, fitted to ${trainingDevices} devices of ${table}, a signature set of ${signature.length} networks`;
}

function describe(model: CostModelDetail): string {
  const lines = [`${model.id}: ${about(model)}.`, ...(model.reason === null ? [] : [model.reason])];
  const { heldOut } = model;
  if (heldOut === null) lines.push('Too few devices to leave any out: how good it is, is not known.');
  else {
    const rows = [[model.kind, heldOut.model] as const, ['scalar', heldOut.scalar] as const].map(([name, scores]) => [
      name,
      scores.r2?.toFixed(3) ?? null,
      percent(scores.mape),
      scores.spearmanPerDevice?.toFixed(3) ?? null,
      percent(scores.coverage),
    ]);
    lines.push(`On ${heldOut.devices} devices, left out in ${heldOut.folds} folds:`, textTable(['model', 'R²', 'MAPE', 'SRCC', 'in 90 %'], rows)); // prettier-ignore
    if (heldOut.model.mape >= heldOut.scalar.mape) lines.push('One scalar for the device is no worse here: the model is not worth it.');
  }
  return [...lines, 'To measure on a new device:', ...model.signature].join('\n');
}

function describePredictions({ device, level, trainingDevices, signature, networks, scores }: DevicePredictions): string {
  const known = signature.filter(({ measuredMs }) => measuredMs !== null).length;
  const head = `${device}: from ${known} of ${signature.length} signature networks and ${trainingDevices} other devices`;
  const rows = networks.map((network) => [
    network.network,
    significant(network.latencyMs),
    significant(network.lowMs),
    significant(network.highMs),
    significant(network.scalarMs),
    significant(network.measuredMs),
  ]);
  const scored =
    scores === null
      ? []
      : [`MAPE ${percent(scores.model.mape)}, the scalar ${percent(scores.scalar.mape)}, on ${scores.networks} measured`];
  return [head, ...scored, textTable(['network', 'ms', `${100 * level} % from`, 'to', 'scalar', 'measured'], rows)].join('\n');
}

function percent(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : `${(100 * value).toFixed(1)} %`;
}
