import {
  type DeviceProfile,
  deviceProfile,
  deviceProfileFormat,
  deviceProfileLimits,
  deviceProfileVersion,
  type ProfileLatency,
  type ProfileSet,
} from '../../preload/contract/device-profile.ts';
import { invalidInput, isLabError, LabError } from '../core/lab-error.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import { median } from '../core/stats/quantiles.ts';
import { readBytes, type TextSource } from './text-source.ts';

/** Brings a profile's JSON from one version to the next. */
export type ProfileMigration = (json: Record<string, unknown>) => Record<string, unknown>;

/** The first brings version 1 to 2, and so on. */
const migrations: readonly ProfileMigration[] = [];

const shownIssues = 10;

/** Reads a profile of at most 64 MiB, gzipped or not; throws what `parseDeviceProfile` throws, and what opening a file may. */
export async function readDeviceProfile(source: TextSource): Promise<DeviceProfile> {
  const bytes = await readBytes(source, deviceProfileLimits.bytes);
  return parseDeviceProfile(Buffer.from(bytes).toString(), source.name);
}

/** Throws `parse-failed` naming the field that is wrong, `invalid-input` for values that contradict each other, `unsupported` for newer files. */
export function parseDeviceProfile(text: string, file: string): DeviceProfile {
  const parsed = deviceProfile.safeParse(upgraded(parseJson(text, file), file));
  if (parsed.success) return canonical(parsed.data, file);
  const { issues } = parsed.error;
  const lines = issues.slice(0, shownIssues).map((issue) => `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`);
  throw refusal(`${file} is not a device profile of this version of ProxyLab.`, lines.join('\n'));
}

/** Whether a text, of which this is the beginning, is meant as a device profile, sound or not. */
export function meansDeviceProfile(head: string): boolean {
  return head.slice(0, 1000).includes(`"${deviceProfileFormat}"`);
}

/** The one text of a profile: equal profiles have equal bytes. One line a latency, numbers in the shortest form that reads back the same. */
export function printDeviceProfile(profile: DeviceProfile): string {
  const { sets, ...head } = canonical(deviceProfile.parse(profile), profile.name);
  const printed = sets.map(({ latencies, ...about }) => withList(about, 'latencies', latencies));
  return `${withList(head, 'sets', printed.map(asRaw))}\n`;
}

/** Version by version up to this one's. `steps` are the program's own migrations, but for tests. */
export function upgraded(json: unknown, file: string, steps = migrations, newest: number = deviceProfileVersion): unknown {
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== deviceProfileFormat)
    throw refusal(`${file} is not a device profile.`, 'format');
  let current = json as Record<string, unknown>;
  const version = current['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    throw refusal(`${file} does not tell its version.`, 'version');
  if (version > newest)
    throw new LabError({
      code: 'unsupported',
      message: `${file} was written by a newer version of ProxyLab.`,
      remedy: 'Update ProxyLab, or ask for a profile of this version.',
      details: `version ${version}; this program knows up to ${newest}`,
    });
  for (let from = version; from < newest; from++) current = { ...steps[from - 1]!(current), version: from + 1 };
  return current;
}

/** What two sets of a profile may not share: space and conditions as one string. */
export function profileSetKey({ spaceId, conditions }: Pick<ProfileSet, 'spaceId' | 'conditions'>): string {
  const { runtime, precision, threads, affinity, resolution, width, variant, powerMode } = conditions;
  return JSON.stringify([spaceId, runtime, precision, threads, affinity.toSorted((a, b) => a - b), resolution, width, variant, powerMode]);
}

/** The profile with everything in its one order and names as their spaces print them. */
function canonical(profile: DeviceProfile, file: string): DeviceProfile {
  const total = profile.sets.reduce((sum, { latencies }) => sum + latencies.length, 0);
  if (total > deviceProfileLimits.latencies)
    throw invalidInput(`${file} has more than ${deviceProfileLimits.latencies} latencies.`, 'Give it in parts.', 'sets');
  const sets = profile.sets.map((set, place) => canonicalSet(set, `sets.${place}`, file));
  const keyed = new Map(sets.map((set) => [profileSetKey(set), set]));
  if (keyed.size < sets.length) throw contradiction(file, 'sets', 'two sets have the same space and conditions');
  return { ...profile, sets: [...keyed].sort(([a], [b]) => compare(a, b)).map(([, set]) => set) };
}

function canonicalSet(set: ProfileSet, path: string, file: string): ProfileSet {
  const space = findKnownSpace(set.spaceId, path, file);
  const { variant } = set.conditions;
  if (variant !== null && !space.variants.includes(variant))
    throw contradiction(file, `${path}.conditions.variant`, `${space.id} has no variant “${variant}”`);
  const byName = new Map<string, ProfileLatency>();
  set.latencies.forEach((latency, place) => {
    const at = `${path}.latencies.${place}`;
    const architecture = parsedName(space, latency.architecture, at, file);
    if (byName.has(architecture)) throw contradiction(file, at, `the architecture ${architecture} is there twice`);
    checkLatency(latency, at, file);
    byName.set(architecture, { ...latency, architecture, flags: [...new Set(latency.flags)].sort(compare) });
  });
  const affinity = [...new Set(set.conditions.affinity)].sort((a, b) => a - b);
  const latencies = [...byName].sort(([a], [b]) => compare(a, b)).map(([, latency]) => latency);
  return { ...set, conditions: { ...set.conditions, affinity }, latencies };
}

function findKnownSpace(spaceId: string, path: string, file: string): ReturnType<typeof findSpace> {
  try {
    return findSpace(spaceId);
  } catch (error) {
    if (!isLabError(error)) throw error;
    const { message, remedy } = error;
    throw new LabError({ code: 'unsupported', message: `${file}, ${path}.spaceId: ${message}`, remedy, cause: error });
  }
}

function parsedName(space: ReturnType<typeof findSpace>, name: string, path: string, file: string): string {
  try {
    return space.print(space.parse(name));
  } catch (error) {
    throw isLabError(error) ? invalidInput(`${file}, ${path}.architecture: ${error.message}`, error.remedy, name) : error;
  }
}

/** The quantiles of one latency have an order, and are those of its samples where these are there. */
function checkLatency({ minimumMs, medianMs, p90Ms, runs, samplesUs }: ProfileLatency, path: string, file: string): void {
  if (!(minimumMs <= medianMs && medianMs <= p90Ms)) throw contradiction(file, path, 'minimum, median and 90 % are not in this order');
  if (samplesUs === undefined) return;
  if (samplesUs.length !== runs) throw contradiction(file, path, `it has ${samplesUs.length} samples of ${runs} runs`);
  if (median(samplesUs) / 1000 !== medianMs) throw contradiction(file, path, 'the median is not that of the samples');
}

function contradiction(file: string, path: string, problem: string): LabError {
  return invalidInput(`${file}, ${path}: ${problem}.`, 'Export the profile again from the lab that measured it.');
}

/** JSON that is printed already. */
interface Raw {
  readonly raw: string;
}

function asRaw(raw: string): Raw {
  return { raw };
}

/** An object as JSON with a list as its last member, one item a line. */
function withList(head: object, name: string, items: readonly (object | Raw)[]): string {
  const lines = items.map((item) => ('raw' in item ? item.raw : JSON.stringify(item)));
  return `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(name)}:[\n${lines.join(',\n')}\n]}`;
}

/** By code units: the same on every computer, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal(`${file} is not a device profile: it is not JSON.`, cause instanceof Error ? cause.message : String(cause));
  }
}

function refusal(message: string, details: string): LabError {
  return new LabError({ code: 'parse-failed', message, remedy: 'Choose a file that `proxylab export` wrote.', details });
}
