import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DeviceProfile, ProfileSet } from '../../../preload/contract/device-profile.ts';
import type { CollectedProfiles, LeftOut } from '../../../preload/contract/profile.ts';
import { judgeLatencies, type Judgement, typicalLeftOutError } from '../../core/cost-model/plausibility/judge-latencies.ts';
import { isLabError, throwIfCancelled } from '../../core/lab-error.ts';
import { createRng } from '../../core/rng.ts';
import { profileSetKey } from '../../formats/device-profile.ts';
import { mergeProfiles, withoutLatencies } from '../../formats/merge-profiles.ts';
import { readProfileFolder } from '../../formats/profile-folder.ts';
import type { TableRepository } from '../../store/table-repository.ts';
import { conflictsOf, type DeviceProfiles, shownArchitectures } from './device-profiles.ts';
import { profileColumnName } from './profile-tables.ts';

const seed = 1;
const mostRounds = 5;

/** A device that is to be taken into the lab. */
interface Contribution {
  /** Files that it came from. */
  readonly file: string;
  profile: DeviceProfile;
}

/** One column that is compared with others. */
interface JudgedColumn {
  readonly set: ProfileSet;
  /** null: the lab has it already, and it is not in question. */
  readonly contribution: Contribution | null;
}

/**
 * Takes the profiles of a shared folder into the lab. Of several values for the same, that of this lab stands, then that of the profile whose
 * measurements ended first: the order of files and of collecting does not matter. New latencies that are implausible against all others are left out.
 */
export async function collectProfiles(
  profiles: DeviceProfiles,
  tables: TableRepository,
  folder: string,
  signal?: AbortSignal,
): Promise<CollectedProfiles> {
  const leftOut: LeftOut[] = [];
  const { contributions, files } = await readContributions(folder, leftOut, signal);
  const own = (await profiles.own()).flatMap(({ profile }) => profile ?? []);
  const lab = [...own, ...profiles.imported()];
  const { implausible, notJudged } = await judge(lab, contributions, signal);
  leftOut.push(...implausible.map(describeImplausible));

  const taken: CollectedProfiles['profiles'] = [];
  for (const contribution of contributions) {
    const rest = withoutLatencies(contribution.profile, (set, architecture) =>
      implausible.some((one) => one.set === set && one.architectures.has(architecture)),
    );
    if (rest === null) continue;
    try {
      const { summary, added, known, leftOut: conflicts } = await profiles.take(rest, contribution.file);
      leftOut.push(...conflicts);
      taken.push({ id: summary.id, device: summary.name, added, known });
    } catch (error) {
      if (!isLabError(error, 'already-exists')) throw error;
      leftOut.push(whole(contribution.file, 'conflicting', `${error.message} ${error.details}`, contribution.profile));
    }
  }
  const names = new Set(profiles.list().flatMap(({ columns }) => columns.map(({ table }) => table)));
  const summaries = tables.list().filter(({ name }) => names.has(name));
  return {
    folder,
    files,
    profiles: taken,
    leftOut,
    notJudged,
    tables: summaries.map(({ name, spaceId, columns, architectures }) => ({
      table: name,
      spaceId,
      columns: columns.length,
      architectures,
    })),
  };
}

/** One contribution a device; what cannot be read, and what the files say differently of one device, goes to `leftOut`. */
async function readContributions(folder: string, leftOut: LeftOut[], signal: AbortSignal | undefined) {
  const read: { readonly file: string; readonly profile: DeviceProfile }[] = [];
  for await (const one of readProfileFolder(folder, signal)) {
    if ('profile' in one) read.push(one);
    else leftOut.push(whole(one.file, one.fault, one.detail));
  }
  const byDevice = new Map<string, Contribution>();
  for (const { file, profile } of read.sort((a, b) => a.profile.provenance.lastMeasuredAtMs - b.profile.provenance.lastMeasuredAtMs)) {
    const known = byDevice.get(profile.id);
    if (known === undefined) {
      byDevice.set(profile.id, { file, profile });
      continue;
    }
    const merged = mergeProfiles(known.profile, profile);
    leftOut.push(...conflictsOf(merged, file));
    byDevice.set(profile.id, { file: merged.added > 0 ? `${known.file}, ${file}` : known.file, profile: merged.profile });
  }
  return { contributions: [...byDevice.values()], files: read.length };
}

interface Implausible {
  readonly contribution: Contribution;
  readonly set: ProfileSet;
  readonly judgement: Exclude<Judgement, { verdict: 'plausible' | 'unknown' }>;
  readonly architectures: ReadonlySet<string>;
}

/** Judges the contributions' columns of each space by all others. */
async function judge(lab: readonly DeviceProfile[], contributions: readonly Contribution[], signal: AbortSignal | undefined) {
  const known = new Map(lab.map((profile) => [profile.id, profile]));
  const groups = new Map<string, JudgedColumn[]>();
  const add = (column: JudgedColumn): void => {
    const { spaceId, conditions } = column.set;
    const form = JSON.stringify([spaceId, conditions.resolution, conditions.width, conditions.variant]);
    groups.set(form, [...(groups.get(form) ?? []), column]);
  };
  for (const contribution of contributions)
    for (const set of contribution.profile.sets) if (!isKnown(known.get(contribution.profile.id), set)) add({ set, contribution });
  for (const { sets } of lab) for (const set of sets) add({ set, contribution: null });

  const implausible: Implausible[] = [];
  const notJudged: string[] = [];
  for (const columns of groups.values()) {
    if (columns.every(({ contribution }) => contribution === null)) continue;
    const names = [...new Set(columns.flatMap(({ set }) => set.latencies.map(({ architecture }) => architecture)))].sort();
    const logs = columns.map(({ set }) => logsOf(set, names));
    const judged = await judgedInRounds(columns, logs, signal);
    columns.forEach(({ set, contribution }, place) => {
      const judgement = judged[place];
      if (contribution === null || judgement === undefined || judgement.verdict === 'plausible') return;
      if (judgement.verdict === 'unknown') return void notJudged.push(profileColumnName(contribution.profile, set));
      const own = set.latencies.map(({ architecture }) => architecture);
      const architectures = judgement.verdict === 'all' ? own : judgement.places.map((at) => names[at]!);
      implausible.push({ contribution, set, judgement, architectures: new Set(architectures) });
    });
  }
  return { implausible, notJudged };
}

/** Whether the lab has every architecture of the set. */
function isKnown(profile: DeviceProfile | undefined, set: ProfileSet): boolean {
  const own = profile?.sets.find((one) => profileSetKey(one) === profileSetKey(set));
  const names = new Set(own?.latencies.map(({ architecture }) => architecture));
  return set.latencies.every(({ architecture }) => names.has(architecture));
}

/** ln of the set's latencies, [names], NaN where it has none. */
function logsOf({ latencies }: ProfileSet, names: readonly string[]): Float64Array {
  const values = new Map(latencies.map(({ architecture, medianMs }) => [architecture, medianMs]));
  return Float64Array.from(names, (name) => Math.log(values.get(name) ?? NaN));
}

/**
 * Wrong latencies spoil what is said of right ones. So the columns are judged again without what was found wrong: whole columns, and of each
 * architecture the latency that was furthest off; until nothing more is found. The last word counts.
 */
async function judgedInRounds(
  columns: readonly JudgedColumn[],
  logs: readonly Float64Array[],
  signal: AbortSignal | undefined,
): Promise<readonly (Judgement | undefined)[]> {
  const judges = logs.map((values) => values.slice());
  let judged = await judgements(columns, logs, judges, signal);
  for (let round = 1; round < mostRounds && withoutWorst(judges, judged); round++) judged = await judgements(columns, logs, judges, signal);
  return judged;
}

/** Takes from the judges what was found wrong; says whether anything was. */
function withoutWorst(judges: readonly Float64Array[], judged: readonly (Judgement | undefined)[]): boolean {
  const worst = new Map<number, { readonly column: number; readonly size: number }>();
  let found = false;
  judged.forEach((judgement, column) => {
    const own = judges[column]!;
    if (judgement?.verdict === 'all' && !own.every(Number.isNaN)) {
      own.fill(NaN);
      found = true;
    }
    if (judgement?.verdict !== 'some') return;
    judgement.places.forEach((place, i) => {
      const size = Math.abs(Math.log(judgement.factors[i]!));
      if (!Number.isNaN(own[place]) && size > (worst.get(place)?.size ?? 0)) worst.set(place, { column, size });
    });
  });
  for (const [place, { column }] of worst) judges[column]![place] = NaN;
  return found || worst.size > 0;
}

/** One for each column that is in question, by what the columns but itself say: `logs` are judged by `judges`, both [columns][architectures]. */
async function judgements(
  columns: readonly JudgedColumn[],
  logs: readonly Float64Array[],
  judges: readonly Float64Array[],
  signal: AbortSignal | undefined,
): Promise<(Judgement | undefined)[]> {
  const typicalError = typicalLeftOutError(judges);
  const result: (Judgement | undefined)[] = [];
  for (const [place, { contribution }] of columns.entries()) {
    await nextTurn();
    throwIfCancelled(signal);
    const others = judges.filter((_, other) => other !== place);
    result.push(contribution === null ? undefined : judgeLatencies(logs[place]!, others, typicalError, createRng(seed)));
  }
  return result;
}

function describeImplausible({ contribution: { file, profile }, set, judgement, architectures }: Implausible): LeftOut {
  const about = { file, reason: 'implausible', device: profile.name, column: profileColumnName(profile, set) } as const;
  const shown = { latencies: architectures.size, architectures: [...architectures].slice(0, shownArchitectures) };
  if (judgement.verdict === 'all') return { ...about, ...shown, detail: `All of them: ${judgement.reason}.` };
  const factors = judgement.factors.slice(0, shownArchitectures).map((factor) => factor.toPrecision(2));
  return { ...about, ...shown, detail: `${factors.join(', ')} times what the other devices predict.` };
}

function whole(file: string, reason: LeftOut['reason'], detail: string, profile?: DeviceProfile): LeftOut {
  const latencies = profile?.sets.reduce((sum, set) => sum + set.latencies.length, 0) ?? 0;
  return { file, reason, device: profile?.name ?? null, column: null, latencies, architectures: [], detail };
}
