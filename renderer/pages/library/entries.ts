import type { Campaign } from '../../../preload/contract/campaign.ts';
import type { CostModelSummary } from '../../../preload/contract/cost-model.ts';
import type { LibraryKind, LibraryLabel } from '../../../preload/contract/library.ts';
import type { ModelSummary } from '../../../preload/contract/model.ts';
import type { ProfileSummary } from '../../../preload/contract/profile.ts';
import type { SearchSummary } from '../../../preload/contract/search.ts';
import type { TableSummary } from '../../../preload/contract/table.ts';
import { formatCount, formatMs, formatSrcc, plural } from '../../state/format.ts';

/** All that the lab keeps, as its lists tell it. */
export type Kept = {
  tables: readonly TableSummary[];
  profiles: readonly ProfileSummary[];
  models: readonly ModelSummary[];
  costModels: readonly CostModelSummary[];
  searches: readonly SearchSummary[];
  campaigns: readonly Campaign[];
};

type Of<Kind extends LibraryKind, Summary> = { kind: Kind; of: Summary };

export type LibraryEntry = (
  | Of<'table', TableSummary>
  | Of<'profile', ProfileSummary>
  | Of<'model', ModelSummary>
  | Of<'cost-model', CostModelSummary>
  | Of<'search', SearchSummary>
  | Of<'campaign', Campaign>
) & {
  id: string;
  /** `table:phones`: names it in the address and among removals. */
  key: string;
  name: string;
  tags: readonly string[];
  /** "18 devices × 1,999" */
  contents: string;
  from: string;
  changedAtMs: number;
  /** What a person should know before using it. */
  note: { tone: 'warn' | 'muted' | 'accent'; word: string } | null;
  /** Where it is worked with; null: it only stands here. */
  page: string | null;
};

export const kindWords: Record<LibraryKind, string> = {
  table: 'Table',
  profile: 'Profile',
  model: 'Model',
  'cost-model': 'Cost model',
  search: 'Search',
  campaign: 'Campaign',
};

const gate = 0.9;

/** Everything that the lab keeps in one list, the latest change first. */
export function libraryEntries(kept: Kept, labels: readonly LibraryLabel[]): LibraryEntry[] {
  const labelOf = new Map(labels.map((label) => [`${label.kind}:${label.id}`, label]));
  const named = <Kind extends LibraryKind>(kind: Kind, id: string, name: string) => {
    const key = `${kind}:${id}`;
    const label = labelOf.get(key);
    return { kind, id, key, name: label?.name ?? name, tags: label?.tags ?? [] };
  };
  const query = (path: string, values: Record<string, string>): string => `${path}?${new URLSearchParams(values).toString()}`;
  const entries: LibraryEntry[] = [
    ...kept.tables.map((of): LibraryEntry => {
      const into = kept.campaigns.filter(({ table }) => table === of.name || `${table}-energy` === of.name);
      const empty = of.architectures * of.columns.length - of.columns.reduce((sum, { measured }) => sum + measured, 0);
      const running = into.some(({ state }) => state === 'running');
      return {
        ...named('table', of.name, of.name),
        kind: 'table',
        of,
        contents: `${plural(of.columns.length, of.quantity === 'accuracy' ? 'data set' : 'device')} × ${formatCount(of.architectures)}`,
        from: running ? 'measuring now' : tableOrigin(of, into),
        changedAtMs: Math.max(of.createdAtMs, ...into.map(({ endedAtMs, startedAtMs }) => endedAtMs ?? startedAtMs)),
        note: empty === 0 ? null : { tone: 'muted', word: `${formatCount(empty)} empty` },
        page: of.quantity !== 'latency' ? null : query(of.columns.length > 1 ? '/monotonicity' : '/search', tableQuery(of)),
      };
    }),
    ...kept.profiles.map((of): LibraryEntry => {
      const architectures = of.columns.reduce((sum, column) => sum + column.architectures, 0);
      return {
        ...named('profile', of.id, of.name),
        kind: 'profile',
        of,
        contents: plural(architectures, 'latency', 'latencies'),
        from: of.origin === 'imported' ? 'imported' : 'measured in this lab',
        changedAtMs: of.changedAtMs,
        note: null,
        page: query('/devices', of.deviceId === null ? { profile: of.id } : { device: of.deviceId }),
      };
    }),
    ...kept.models.map((of): LibraryEntry => {
      const srcc = of.heldOut?.scores.srcc ?? null;
      return {
        ...named('model', of.id, of.name),
        kind: 'model',
        of,
        contents: srcc === null ? of.kind : `${of.kind}, SRCC ${formatSrcc(srcc)}`,
        from: `from ${of.table}`,
        changedAtMs: of.createdAtMs,
        note: srcc !== null && srcc < gate ? { tone: 'warn', word: 'not yet 0.90' } : null,
        page: of.objective === 'latency' ? query('/search', { model: of.id }) : null,
      };
    }),
    ...kept.costModels.map((of): LibraryEntry => ({
      ...named('cost-model', of.id, of.name),
      kind: 'cost-model',
      of,
      contents: `${plural(of.trainingDevices, 'device')}${typeof of.heldOut?.model.r2 === 'number' ? `, R² ${of.heldOut.model.r2.toFixed(3)}` : ''}`,
      from: `from ${of.table}`,
      changedAtMs: of.createdAtMs,
      note: of.heldOut === null ? { tone: 'muted', word: 'not checked' } : null,
      page: query('/cost-model', { table: of.table, model: of.id }),
    })),
    ...kept.searches.map((of): LibraryEntry => ({
      ...named('search', of.id, `${of.target}${of.limitMs === null ? '' : ` under ${formatMs(of.limitMs)} ms`}`),
      kind: 'search',
      of,
      contents: `${formatCount(of.frontSize)} on the front`,
      from: of.table === null ? 'from a model' : `from ${of.table}`,
      changedAtMs: of.createdAtMs,
      note: of.accuracyMeasured ? null : { tone: 'muted', word: of.accuracy.kind === 'macs' ? 'MACs stand in' : 'accuracy estimated' },
      page: query('/search', { search: of.id }),
    })),
    ...kept.campaigns.map((of): LibraryEntry => ({
      ...named('campaign', of.id, `${of.column}, ${plural(of.total, 'network')}`),
      kind: 'campaign',
      of,
      contents: `${formatCount(of.done)} of ${formatCount(of.total)}`,
      from: `${of.runtime}, ${of.precision}`,
      changedAtMs: of.endedAtMs ?? of.startedAtMs,
      note: campaignNote(of),
      page: query('/measure', { campaign: of.id }),
    })),
  ];
  return entries.sort((a, b) => b.changedAtMs - a.changedAtMs || a.key.localeCompare(b.key));
}

/** What a person types finds names, kinds, devices, spaces, contents and tags; every word has to be there. */
export function matches(entry: LibraryEntry, sought: string): boolean {
  const text = [entry.name, kindWords[entry.kind], entry.contents, entry.from, entry.note?.word ?? '', ...entry.tags, ...wordsWithin(entry)]
    .join(' ')
    .toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Those that were made of an entry, or from what it was made. */
export function usersOf(entry: LibraryEntry, all: readonly LibraryEntry[]): LibraryEntry[] {
  if (entry.kind === 'table') return all.filter((one) => one.key !== entry.key && tableOf(one) === entry.id);
  if (entry.kind === 'model') return all.filter((one) => one.kind === 'search' && one.of.modelId === entry.id);
  if (entry.kind === 'profile') return all.filter((one) => one.kind === 'table' && entry.of.columns.some(({ table }) => table === one.id));
  return all.filter((one) => one.kind === 'table' && one.id === tableOf(entry));
}

function tableOf(entry: LibraryEntry): string | null {
  return 'table' in entry.of ? entry.of.table : null;
}

function tableOrigin({ columns, source }: TableSummary, into: readonly Campaign[]): string {
  const measured = columns.filter(({ origin }) => origin === 'measured').length;
  const runtimes = new Set(into.map(({ runtime, precision }) => `${runtime}, ${precision}`));
  if (measured === 0) return source === 'device profiles' ? 'profiles' : 'imported';
  if (measured < columns.length) return 'imported and measured';
  return runtimes.size === 1 ? [...runtimes][0]! : 'measured in this lab';
}

function tableQuery({ name, columns }: TableSummary): Record<string, string> {
  const [only] = columns;
  return only === undefined || columns.length > 1 ? { table: name } : { table: name, target: only.name };
}

function campaignNote({ state, failures }: Campaign): LibraryEntry['note'] {
  if (state === 'running') return { tone: 'accent', word: 'measuring' };
  if (state === 'paused' || state === 'failed') return { tone: 'warn', word: 'can resume' };
  if (state === 'cancelled') return { tone: 'muted', word: 'stopped' };
  return failures.length === 0 ? null : { tone: 'warn', word: `${failures.length} failed` };
}

function wordsWithin(entry: LibraryEntry): string[] {
  switch (entry.kind) {
    case 'table':
      return [entry.of.spaceId, entry.of.quantity, entry.of.source, ...entry.of.columns.map(({ name }) => name)];
    case 'profile':
      return [entry.of.processorModel ?? '', entry.of.operatingSystem ?? '', ...entry.of.columns.map(({ table }) => table)];
    case 'model':
      return [entry.of.spaceId, entry.of.target, entry.of.proxy ?? '', entry.of.objective];
    case 'cost-model':
      return [entry.of.spaceId, entry.of.kind];
    case 'search':
      return [entry.of.spaceId, entry.of.target, entry.of.algorithm, entry.of.accuracyTitle];
    case 'campaign':
      return [entry.of.spaceId, entry.of.deviceName, entry.of.table, entry.id];
  }
}
