import { invalidInput } from '../../lab-error.ts';
import { createRng, type Rng } from '../../rng.ts';
import type { CostModelKind } from '../cost-model.ts';
import type { SignatureMethod } from '../signature/select-signature.ts';
import type { CostModelTable } from './cost-model-table.ts';

export interface CostModelEvaluationOptions {
  readonly method: 'auto' | CostModelKind;
  readonly signatureSize: number;
  readonly select: SignatureMethod;
  /** Share of the devices that is trained on, drawn by group; or the devices to test, whose groups are not trained on. */
  readonly split: number | { readonly testDevices: readonly string[] };
  /** Trains on so many devices at most. */
  readonly mostTrainingDevices?: number;
  /** So many networks, drawn at random, are unknown to the training devices and scored alone; 0: the known ones outside the signature set are. */
  readonly holdoutNetworks: number;
  /** Collaborative: each training device has the signature and this share of the other networks, drawn at random. */
  readonly contribute?: number;
  /** Repetitions, each with draws of its own. */
  readonly seeds: number;
}

/** One repetition, which may be computed anywhere; all fields are indices. */
export interface CostModelUnit {
  readonly seed: number;
  readonly trainingDevices: readonly number[];
  readonly testDevices: readonly number[];
  readonly knownNetworks: readonly number[];
  /** Networks held out; empty: the known ones are scored. */
  readonly unknownNetworks: readonly number[];
}

/** The repetitions of an evaluation. `invalid-input` where the table does not allow it: too few devices, groups or networks. */
export function planCostModelEvaluation(table: CostModelTable, options: CostModelEvaluationOptions): CostModelUnit[] {
  const { signatureSize, holdoutNetworks, contribute, seeds } = options;
  requireWhole('number of seeds', seeds, 1);
  requireWhole('size of the signature set', signatureSize, 1);
  requireWhole('number of networks held out', holdoutNetworks, 0);
  if (contribute !== undefined && !(contribute > 0 && contribute <= 1)) {
    throw invalidInput(`Devices cannot contribute the share ${contribute}.`, 'Give a number above 0 and up to 1.');
  }
  const known = table.networks.length - holdoutNetworks;
  const fewest = holdoutNetworks > 0 ? signatureSize : signatureSize + 1;
  if (known < fewest) {
    throw invalidInput(
      `The table has ${table.networks.length} networks with layers; a signature set of ${signatureSize} and ${holdoutNetworks} held out leave none to score.`,
      'Take a smaller signature set, or hold fewer networks out.',
    );
  }
  return Array.from({ length: seeds }, (_, i) => unitOf(i + 1, table, options));
}

function unitOf(seed: number, table: CostModelTable, options: CostModelEvaluationOptions): CostModelUnit {
  const rng = createRng(seed);
  const { trainingDevices, testDevices } = splitOf(table, options.split, rng.fork('split'));
  const unknown = new Set(rng.fork('holdout').sampleWithout(table.networks.length, options.holdoutNetworks));
  const most = options.mostTrainingDevices ?? Infinity;
  return {
    seed,
    trainingDevices: most < trainingDevices.length ? rng.fork('contributors').shuffle(trainingDevices).slice(0, most) : trainingDevices,
    testDevices,
    knownNetworks: [...table.networks.keys()].filter((network) => !unknown.has(network)),
    unknownNetworks: [...unknown].sort((a, b) => a - b),
  };
}

function splitOf({ devices, groups }: CostModelTable, split: CostModelEvaluationOptions['split'], rng: Rng) {
  const training = typeof split === 'number' ? drawnGroups(groups, split, rng) : groupsWithout(devices, groups, split.testDevices);
  const isTest = (device: number) =>
    typeof split === 'number' ? !training.has(groups[device]!) : split.testDevices.includes(devices[device]!);
  const trainingDevices = [...devices.keys()].filter((device) => training.has(groups[device]!));
  const testDevices = [...devices.keys()].filter(isTest);
  if (trainingDevices.length > 0 && testDevices.length > 0) return { trainingDevices, testDevices };
  throw invalidInput(
    `Of the ${devices.length} devices in ${new Set(groups).size} groups none is left to ${testDevices.length === 0 ? 'test' : 'train on'}.`,
    'Give a table with more devices, or another split.',
  );
}

/** Groups in random order, as long as their devices come nearer to the share; at least one, and not all. */
function drawnGroups(groups: readonly string[], share: number, rng: Rng): ReadonlySet<string> {
  if (!(share > 0 && share < 1)) throw invalidInput(`Devices cannot be split by the share ${share}.`, 'Give a number between 0 and 1.');
  const sizes = Map.groupBy(groups, (group) => group);
  const order = rng.shuffle([...sizes.keys()]);
  const wanted = share * groups.length;
  const drawn = new Set<string>();
  let devices = 0;
  for (const group of order) {
    const size = sizes.get(group)!.length;
    if (drawn.size > 0 && (devices + size / 2 > wanted || drawn.size === order.length - 1)) continue;
    drawn.add(group);
    devices += size;
  }
  return drawn;
}

function groupsWithout(devices: readonly string[], groups: readonly string[], testDevices: readonly string[]): ReadonlySet<string> {
  const excluded = testDevices.map((name) => {
    const device = devices.indexOf(name);
    if (device < 0) throw invalidInput(`There is no device ${name} in the table.`, 'Name devices as the table’s header does.');
    return groups[device]!;
  });
  return new Set(groups.filter((group) => !excluded.includes(group)));
}

function requireWhole(what: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least)) throw invalidInput(`A ${what} of ${value}.`, `Give a whole number from ${least} on.`);
}
