import { setImmediate } from 'node:timers/promises';
import type { AccuracySource } from '../../core/accuracy/accuracy-source.ts';
import { invalidInput, throwIfCancelled } from '../../core/lab-error.ts';
import type { Rng } from '../../core/rng.ts';
import type { OptimizerLessons } from '../../core/search/neural/train-neural-optimizer.ts';
import type { Architecture, SearchSpace } from '../../core/spaces/search-space.ts';
import type { Store } from '../../store/open-store.ts';
import { type DeviceSource, deviceSource } from '../device-source.ts';
import { quietPreparation } from '../quiet-preparation.ts';
import { runSearch, type SearchSettings } from '../run-search.ts';
import { filledCells } from '../table-column.ts';

interface LessonsRequest {
  readonly store: Pick<Store, 'models' | 'tables'>;
  readonly space: SearchSpace;
  /** The device that is searched for: nothing is learned from it. */
  readonly target: DeviceSource;
  readonly accuracy: AccuracySource;
  readonly settings: Pick<SearchSettings, 'population' | 'generations' | 'seed'>;
  readonly rng: Rng;
  readonly signal: AbortSignal | undefined;
}

export type TableLessons = Omit<OptimizerLessons, 'rng'> & { readonly names: readonly string[] };

/** By so many latencies a device is known. */
const signatureSize = 20;
const fewestMeasured = 3;
/** A column with fewer measurements teaches nothing. */
const fewestOfSource = 10;
/** In a space that cannot be listed, what is learned from is found by searches on so many of the devices. */
const searchedDevices = 6;

/** What a neural optimizer learns from: every other device of the target's table. `invalid-input` where there is none, or no table. */
export async function optimizerLessons(request: LessonsRequest): Promise<TableLessons> {
  const { store, space, target, accuracy, rng, signal } = request;
  if (target.table === null)
    throw invalidInput('A neural optimizer learns from the other devices of a table.', 'Name a table and a target, or search otherwise.');
  const table = store.tables.get(target.table);
  const names = table.columns
    .map(({ name }) => name)
    .filter((name) => name !== target.target && filledCells(table, name).names.length >= fewestOfSource);
  if (names.length === 0)
    throw invalidInput(
      `Besides “${target.target}” no device of ${table.name} is measured.`,
      `Measure at least ${fewestOfSource} architectures on another device, or search otherwise.`,
    );
  const sources: DeviceSource[] = [];
  for (const name of names) {
    sources.push(deviceSource(store, space, { table: table.name, target: name }, 'latency'));
    await setImmediate();
    throwIfCancelled(signal);
  }
  const architectures = await candidates(request, sources, table.names);
  const devices: Float64Array[] = [];
  for (const source of sources) {
    devices.push(source.of(architectures).values);
    await setImmediate();
    throwIfCancelled(signal);
  }
  await accuracy.prepare?.(space, architectures, quietPreparation(signal));
  const { measured } = target.of(architectures);
  const known = [...measured.keys()].filter((row) => measured[row]);
  const signature = rng.shuffle(known.length >= fewestMeasured ? known : [...measured.keys()]).slice(0, signatureSize);
  return { space, architectures, devices, scores: accuracy.score(space, architectures), signature, names };
}

/** The whole space where it can be listed; else what the table has, and what searches on some of its devices looked at. */
async function candidates(
  { space, accuracy, settings, signal }: LessonsRequest,
  sources: readonly DeviceSource[],
  measured: readonly string[],
): Promise<readonly Architecture[]> {
  if (space.enumerate) return [...space.enumerate()];
  const names = new Set(measured);
  const every = Math.ceil(sources.length / searchedDevices);
  for (const latency of sources.filter((_, i) => i % every === 0)) {
    const { cloud } = await runSearch(space, { latency, accuracy, energy: null }, { ...settings, algorithm: 'nsga2' }, { signal });
    for (const name of cloud.names) names.add(name);
  }
  return [...names].map((name) => space.parse(name));
}
