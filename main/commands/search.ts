import { Option } from 'commander';
import { resolve } from 'node:path';
import type {
  AccuracyChoice,
  FleetRequest,
  FrontPoint,
  NetworkComparison,
  SearchRequest,
  SearchResult,
  Verification,
} from '../../preload/contract/search.ts';
import type { LabClient } from '../../preload/contract/index.ts';
import { invalidInput } from '../core/lab-error.ts';
import type { CommandModule } from './command.ts';
import { followJob } from './follow-job.ts';
import { givenMeasuring, type MeasuringOptions, withMeasuringOptions } from './measuring-options.ts';
import { allOrNamed, decimal, defined, integer, list, readTextFile, seedOption } from './options.ts';
import { describeFleet } from './search-fleet.ts';
import { significant, textTable } from './text-table.ts';

interface SearchOptions extends MeasuringOptions {
  readonly space: string;
  readonly table?: string;
  readonly target?: string;
  readonly model?: string;
  readonly limit?: ReadonlyMap<string, number>;
  readonly objectives?: string[];
  readonly int8Target?: string;
  readonly int8Model?: string;
  readonly int8Accuracy?: string;
  readonly energyTable?: string;
  readonly energyModel?: string;
  readonly energyLimit?: number;
  readonly accuracy: string;
  readonly algorithm: NonNullable<SearchRequest['algorithm']>;
  readonly population?: number;
  readonly generations?: number;
  readonly seed: number;
  readonly fleet?: string[];
  readonly samples?: number;
  readonly secondsPerArchitecture?: number;
  readonly verify?: string;
  readonly most?: number;
}

export const searchCommand: CommandModule = (program, { withLab }) => {
  const precision = new Option('--precision <name>', 'to measure in; default: f32; both: searched as a choice, with --int8-target').choices(
    ['f32', 'int8', 'both'],
  );
  withMeasuringOptions(program.command('search'), precision)
    .description('Pareto-optimal architectures: accuracy against latency, and energy where it is known')
    .requiredOption('--space <space>', 'search space')
    .option('--table <name>', 'latency table')
    .option('--target <column>', 'device of the table')
    .option('--model <file|id>', 'latency model, instead of --table and --target; or the id of one that the lab keeps')
    .option('--limit <ms,name=value,…>', 'largest latency, and limits of other objectives by their names, for example 5,macs=300e6', limits)
    .option('--objectives <a,b>', 'further ones: macs, params, memory, or latency:COLUMN for another device of the table', list)
    .option('--int8-target <column>', 'with --precision both: column of the device in int8')
    .option('--int8-model <file|id>', 'with --precision both: its model, instead of --int8-target')
    .option('--int8-accuracy <source>', 'with --precision both: accuracies in int8; default: as in f32')
    .option('--energy-table <name>', 'table of energies, with the column --target')
    .option('--energy-model <file|id>', 'model of energy, instead of --energy-table')
    .option('--energy-limit <mJ>', 'largest energy', decimal)
    .option(
      '--accuracy <source>',
      'table:FILE#COLUMN (trained accuracies), onnx:FILE (a predictor, described by FILE.json), published (estimated ImageNet top-1), training-free (a score of the untrained network) or macs (a stand-in for capacity)',
      'macs',
    )
    .addOption(
      new Option('--algorithm <name>', 'how; neural: a network, trained on the other devices of the table, answers, beside a search')
        .choices(['auto', 'exhaustive', 'nsga2', 'evolution', 'random', 'neural'])
        .default('auto'),
    )
    .option('--population <n>', 'candidates a generation; default: 100, and 40 with training-free scores', integer)
    .option('--generations <n>', 'of all algorithms but exhaustive; default: 100, and 15 with training-free scores', integer)
    .addOption(seedOption())
    .option('--fleet <a,b|all>', 'other devices of the table: searches once, with --target as their proxy; a front for each', list)
    .option('--samples <n>', 'measurements of each device of the fleet that are used, at most; default: 20', integer)
    .option(
      '--seconds-per-architecture <s>',
      'of measuring, to tell the hours of a fleet; default: what the table’s campaigns took',
      decimal,
    )
    .option('--verify <device>', 'measure picks of the front on this device, into the column of the target, and search again')
    .option('--most <n>', 'picks to measure; default: 10', integer)
    .action(
      withLab(async (terminal, options: SearchOptions) => {
        const { lab, print } = terminal;
        const { verify, most } = options;
        const how = givenMeasuring(options);
        if (options.fleet !== undefined) {
          if (verify !== undefined)
            throw invalidInput('--verify is of one device.', 'Search for the fleet first, then verify device by device.');
          const job = await followJob(terminal, await lab.searches.fleet(fleetRequest(options, options.fleet)));
          const result = await lab.searches.fleetResult({ jobId: job.id });
          print(result, describeFleet(result));
          return;
        }
        const request = await searchRequest(lab, options);
        if (verify === undefined) {
          if (most !== undefined || Object.keys(how).length > 0)
            throw invalidInput('Options of measuring need a device.', 'Name it with --verify, or leave them out.');
          const job = await followJob(terminal, await lab.searches.start(request));
          const result = await lab.searches.get({ searchId: job.result! });
          print(result, describe(result));
          return;
        }
        const job = await lab.searches.verify({ search: request, measuring: { deviceId: verify, ...how }, ...defined({ most }) });
        await followJob(terminal, job);
        const verified = await lab.searches.verified({ jobId: job.id });
        print(verified, describeVerified(verified));
      }),
    );
};

async function searchRequest(lab: LabClient, options: SearchOptions): Promise<SearchRequest> {
  const { space: spaceId, table, target, model, energyTable, energyModel, accuracy, algorithm, population, generations, seed } = options;
  const imported = async (model: string) => ({
    modelId: isModelId(model) ? model : (await lab.models.import({ content: await readTextFile(model) })).id,
  });
  const latency = model !== undefined ? await imported(model) : table !== undefined && target !== undefined ? { table, target } : undefined;
  if (latency === undefined) throw invalidInput('A search needs latencies.', 'Give --table NAME and --target COLUMN, or --model FILE.');
  if (energyTable !== undefined && target === undefined)
    throw invalidInput('A table of energies needs a column.', 'Name it with --target, or give --energy-model FILE.');
  const energy =
    energyModel !== undefined
      ? await imported(energyModel)
      : energyTable !== undefined
        ? { table: energyTable, target: target! }
        : undefined;
  const inInt8 =
    options.int8Model !== undefined
      ? await imported(options.int8Model)
      : table !== undefined && options.int8Target !== undefined
        ? { table, target: options.int8Target }
        : undefined;
  if ((options.precision === 'both') !== (inInt8 !== undefined))
    throw invalidInput(
      'A search over both precisions needs the latencies of both.',
      'Give --precision both with --int8-target or --int8-model.',
    );
  const int8 = inInt8 && { latency: inInt8, ...(options.int8Accuracy !== undefined && { accuracy: accuracyChoice(options.int8Accuracy) }) };
  return {
    spaceId,
    latency,
    accuracy: accuracyChoice(accuracy),
    algorithm,
    seed,
    ...furtherObjectives(options),
    ...defined({ energy, int8, limitMj: options.energyLimit, population, generations }),
  };
}

const latencyOf = 'latency:';

/** Objectives besides latency, accuracy and energy, and the limits; what has a limit is an objective. */
function furtherObjectives({ objectives = [], limit = new Map<string, number>(), table }: SearchOptions) {
  const names = [...new Set([...objectives, ...limit.keys()])].filter((name) => name !== '');
  const devices = names.filter((name) => name.startsWith(latencyOf));
  const sizes = names
    .filter((name) => !name.startsWith(latencyOf))
    .map((name) => ({ quantity: sizeOf(name), ...defined({ limit: limit.get(name) }) }));
  if (devices.length > 0 && table === undefined)
    throw invalidInput('Latencies on another device are a column of the table.', 'Name the table with --table.');
  const alsoOn = devices.map((name) => ({
    latency: { table: table!, target: name.slice(latencyOf.length) },
    ...defined({ limitMs: limit.get(name) }),
  }));
  return {
    ...defined({ limitMs: limit.get('') }),
    ...(sizes.length > 0 && { sizes }),
    ...(alsoOn.length > 0 && { alsoOn }),
  };
}

function sizeOf(name: string): 'macs' | 'params' | 'activationBytes' {
  if (name === 'macs' || name === 'params') return name;
  if (name === 'memory') return 'activationBytes';
  throw invalidInput(`“${name}” is not an objective.`, 'Choose from macs, params, memory and latency:COLUMN.');
}

/** `5,macs=300e6`: by name, the latency's under the empty one. */
function limits(text: string): ReadonlyMap<string, number> {
  return new Map(
    list(text).map((one) => {
      const at = one.lastIndexOf('=');
      return [one.slice(0, Math.max(0, at)), decimal(one.slice(at + 1))];
    }),
  );
}

/** A model that the lab keeps, as results name it; anything else is a file. */
function isModelId(model: string): boolean {
  return /^model-[0-9a-f]{8}$/.test(model);
}

function fleetRequest(options: SearchOptions, fleet: readonly string[]): FleetRequest {
  const { space: spaceId, table, target: proxy, accuracy, algorithm, population, generations, seed } = options;
  if (algorithm === 'neural')
    throw invalidInput('A neural optimizer answers for one device.', 'Choose another algorithm for the search on the proxy.');
  if (table === undefined || proxy === undefined)
    throw invalidInput('A search for a fleet needs a proxy.', 'Give --table NAME and the proxy’s --target COLUMN.');
  if (options.energyTable !== undefined || options.energyModel !== undefined || options.energyLimit !== undefined)
    throw invalidInput('A search for a fleet knows latencies only.', 'Leave the energies out, or search device by device.');
  const { samples, secondsPerArchitecture, limit } = options;
  if (options.objectives !== undefined || options.precision === 'both' || [...(limit?.keys() ?? [])].some((name) => name !== ''))
    throw invalidInput(
      'A search for a fleet has two objectives, latency and accuracy.',
      'Leave the others out, or search device by device.',
    );
  const limitMs = limit?.get('');
  return {
    spaceId,
    table,
    proxy,
    targets: allOrNamed([...fleet]),
    accuracy: accuracyChoice(accuracy),
    algorithm,
    seed,
    ...defined({ limitMs, samples, secondsPerArchitecture, population, generations }),
  };
}

function accuracyChoice(source: string): AccuracyChoice {
  if (source === 'macs' || source === 'published' || source === 'training-free') return { kind: source };
  const predictor = /^onnx:(.+)$/.exec(source);
  if (predictor) return { kind: 'onnx', path: resolve(predictor[1]!) };
  const match = /^table:(.+)#([^#]+)$/.exec(source);
  if (!match)
    throw invalidInput(`“${source}” is not an accuracy source.`, 'Give macs, published, training-free, onnx:FILE or table:FILE#COLUMN.');
  return { kind: 'file', path: resolve(match[1]!), column: match[2]! };
}

function describe(result: SearchResult): string {
  const withEnergy = result.front.some(({ energyMj }) => energyMj !== undefined);
  const { alsoOn = [], sizes = [] } = result.request ?? {};
  const others = alsoOn.map(({ latency }) => ('target' in latency ? `ms on ${latency.target}` : 'ms elsewhere'));
  const withPrecision = result.front.some(({ precision }) => precision !== undefined);
  const rows = result.front.map((point) => [
    point.name,
    ...(withPrecision ? [point.precision ?? ''] : []),
    significant(point.latencyMs, 4),
    knownBy(point),
    ...(withEnergy ? [significant(point.energyMj ?? null, 4)] : []),
    ...(point.alsoOnMs ?? []).map((ms) => significant(ms, 4)),
    ...sizes.map(({ quantity }) => significant(point[quantity] ?? null, 4)),
    significant(point.accuracy, 5),
  ]);
  const header = [
    'arch',
    ...(withPrecision ? ['precision'] : []),
    'latency ms',
    'latency is',
    ...(withEnergy ? ['energy mJ'] : []),
    ...others,
    ...sizes.map(({ quantity }) => (quantity === 'activationBytes' ? 'activation bytes' : quantity)),
    result.accuracyTitle,
  ];
  const { comparison } = result;
  return [
    `${result.algorithm} over ${result.candidates} candidates: ${result.frontSize} on the front. ${result.accuracyStatement}`,
    ...(comparison ? [describeComparison(comparison)] : []),
    textTable(header, rows),
  ].join('\n');
}

function knownBy({ measured, within }: FrontPoint): string {
  if (measured) return 'measured';
  return within === undefined ? 'predicted' : `predicted, 90 % within ×${significant(within, 3)}`;
}

function describeComparison({ algorithm, hypervolumeRatio, answers, answerMs, searchMs, trainMs, devices }: NetworkComparison): string {
  const quality = hypervolumeRatio === null ? '' : ` Its hypervolume is ${hypervolumeRatio.toFixed(3)} of that of ${algorithm}.`;
  return `A network answered ${answers} limits, ${significant(answerMs, 2)} ms each; the search took ${significant(searchMs, 3)} ms, training on ${devices.length} other devices ${significant(trainMs / 1000, 2)} s.${quality}`;
}

function describeVerified({ picks, after }: Verification): string {
  const rows = picks.map(({ name, predictedMs, measuredMs, stays }) => [
    name,
    significant(predictedMs, 4),
    significant(measuredMs, 4),
    measuredMs === null ? null : `${(100 * (measuredMs / predictedMs - 1)).toFixed(1)} %`,
    stays ? 'stays' : 'dropped',
  ]);
  const kept = picks.filter(({ stays }) => stays).length;
  return [
    `${picks.length} picks checked on the device, ${kept} of them stay on the front:`,
    textTable(['arch', 'predicted ms', 'measured ms', 'off by', ''], rows),
    describe(after),
  ].join('\n');
}
