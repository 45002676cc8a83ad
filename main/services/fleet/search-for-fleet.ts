import type { z } from 'zod';
import type { FleetResult, fleetRequest, SearchResult } from '../../../preload/contract/search.ts';
import { invalidInput } from '../../core/lab-error.ts';
import { fleetHours } from '../../core/measurement/fleet-hours.ts';
import { fewestFleetSamples } from '../../core/search/fleet.ts';
import type { SearchSpace } from '../../core/spaces/search-space.ts';
import { findSpace } from '../../core/spaces/spaces.ts';
import { mean } from '../../core/stats/summary.ts';
import type { JobControl } from '../../jobs/job-registry.ts';
import type { WorkerPool } from '../../jobs/worker-pool.ts';
import type { Store } from '../../store/open-store.ts';
import { accuracySource } from '../accuracy-choice.ts';
import { campaignPaces } from '../costs.ts';
import { deviceSource } from '../device-source.ts';
import { type ChosenTable, chosenTable, devicesOf } from '../latency-table-choice.ts';
import { performSearch, type SearchContext } from '../perform-search.ts';
import { quietPreparation } from '../quiet-preparation.ts';
import { frontKeeper, type RatedNames } from './fleet-fronts.ts';
import { fleetTask } from './fleet-task.ts';

export interface FleetContext extends SearchContext {
  readonly store: SearchContext['store'] & Pick<Store, 'campaigns'>;
  readonly pool: WorkerPool;
}

type Request = z.output<typeof fleetRequest>;

/** Candidates of every device: what the one search looked at, and what the table has. */
interface Candidates extends RatedNames {
  /** [names] of the proxy, measured or predicted. */
  readonly proxyMs: Float64Array;
  /** Target → [names] milliseconds, NaN where not measured. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

/**
 * One search, on the proxy; then every device ranks its candidates by the proxy as it is where monotonicity is strong, by the proxy adapted with a few
 * measurements of its own where it is weak. Each front is kept as a search, each way of predicting as a model. Throws what searching and adapting throw;
 * `invalid-input` before any work where a device has too few measurements.
 */
export async function searchForFleet(context: FleetContext, request: Request, control: JobControl): Promise<FleetResult> {
  const { store, pool } = context;
  const { spaceId, table: tableName, proxy, samples, seed, workers } = request;
  const { signal } = control;
  const table = await chosenTable(store.tables, { table: tableName }, { spaceId });
  const targets = targetsOf(table, request);
  const { accuracy, algorithm, population, generations } = request;
  const question = { spaceId, latency: { table: tableName, target: proxy }, accuracy, algorithm, population, generations, seed };
  const search = await performSearch(context, question, {
    signal,
    report: (done, total) => control.report({ message: `Searching on ${proxy}`, done, total }),
  });

  control.report({ message: 'Describing the candidates' });
  const candidates = await candidatesOf(context, request, table, targets, search, signal);
  const { names, proxyMs, columns } = candidates;
  const work = { spaceId, names, proxy, proxyMs, columns, options: { samples, seed } };
  const crewSize = { workers: workers === undefined ? undefined : Math.min(workers, targets.length), signal };
  const learned = await pool.use(fleetTask, work, crewSize, (crew) =>
    crew.map('learn', targets, (done, total) => control.report({ message: 'Adapting to the devices', done, total })),
  );

  const paces = pacesOf(context, request, [proxy, ...targets]);
  const keep = frontKeeper(context, request, search, candidates);
  const devices = targets.map((target, t) => keep(target, learned[t]!, paces[t + 1]!));
  const proxyMeasurements = table.columns.get(proxy)!.filter((value) => value > 0).length;
  const cost = fleetHours(
    { architectures: proxyMeasurements, secondsPerArchitecture: paces[0]! },
    devices.map((device) => ({ architectures: device.samples.length, secondsPerArchitecture: device.secondsPerArchitecture })),
  );
  const { cloud: _cloud, front: _front, history: _history, request: _request, comparison: _comparison, ...summary } = search;
  return { table: tableName, proxy, search: summary, proxyMeasurements, devices, cost };
}

function targetsOf(table: ChosenTable, { proxy, targets }: Request): string[] {
  devicesOf(table, [proxy]);
  const measurements = (device: string) => table.columns.get(device)!.filter((value) => value > 0).length;
  const others = devicesOf(table, targets).filter((device) => device !== proxy);
  const [known, unknown] = [true, false].map((enough) =>
    others.filter((device) => measurements(device) >= fewestFleetSamples === enough),
  ) as [string[], string[]];
  const remedy = `Measure at least ${fewestFleetSamples} architectures on each device, or leave it out.`;
  if (targets !== 'all' && unknown.length > 0)
    throw invalidInput(`“${unknown[0]}” has ${measurements(unknown[0]!)} measurements in ${table.name}.`, remedy);
  if (known.length === 0) throw invalidInput(`No device of ${table.name} besides “${proxy}” is measured.`, remedy);
  return known;
}

async function candidatesOf(
  { store }: FleetContext,
  { proxy, accuracy }: Request,
  table: ChosenTable,
  targets: readonly string[],
  { cloud, front }: SearchResult,
  signal: AbortSignal,
): Promise<Candidates> {
  const space = findSpace(table.spaceId!);
  const known = new Map(cloud.names.map((name, i) => [name, cloud.accuracy[i]!]));
  for (const point of front) known.set(point.name, point.accuracy);
  const measuredOnly = table.names.filter((name) => !known.has(name));
  const source = await accuracySource(store.tables, space, accuracy);
  const asked = parsed(space, measuredOnly);
  await source.prepare?.(space, asked, quietPreparation(signal));
  const scores = source.score(space, asked);
  measuredOnly.forEach((name, i) => known.set(name, scores[i]!));
  const names = [...known.keys()];
  const row = new Map(names.map((name, i) => [name, i]));
  const columns = targets.map((target) => {
    const values = new Float64Array(names.length).fill(NaN);
    table.columns.get(target)!.forEach((value, i) => (values[row.get(table.names[i]!)!] = value));
    return [target, values] as const;
  });
  const ofProxy = deviceSource(store, space, { table: table.name, target: proxy }, 'latency').of(parsed(space, names));
  return { names, accuracy: Float64Array.from(known.values()), proxyMs: ofProxy.values, columns: new Map(columns) };
}

function parsed(space: SearchSpace, names: readonly string[]) {
  return names.map((name) => space.parse(name));
}

/** Seconds an architecture takes on each device; a device without campaigns is taken to be as fast as the others are on average. */
function pacesOf({ store }: FleetContext, { table, secondsPerArchitecture }: Request, devices: readonly string[]): (number | null)[] {
  if (secondsPerArchitecture !== undefined) return devices.map(() => secondsPerArchitecture);
  const measured = campaignPaces(store.campaigns, table);
  const seconds = (of: typeof measured) => (of.length === 0 ? null : mean(of.map((one) => one.secondsPerArchitecture)));
  return devices.map((device) => seconds(measured.filter(({ column }) => column === device)) ?? seconds(measured));
}
