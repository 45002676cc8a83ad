import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LibraryLabel } from '../../preload/contract/library.ts';
import type { ModelSummary } from '../../preload/contract/model.ts';
import type { SearchSummary } from '../../preload/contract/search.ts';
import type { TableSummary } from '../../preload/contract/table.ts';
import { agreement } from '../../renderer/pages/library/agreement.ts';
import { type Kept, libraryEntries, matches, usersOf } from '../../renderer/pages/library/entries.ts';
import { factsOf } from '../../renderer/pages/library/facts.ts';
import { filtersOf, found, listed } from '../../renderer/pages/library/filters.ts';
import { campaign } from './campaign.ts';

const nothing: Kept = { tables: [], profiles: [], models: [], costModels: [], searches: [], campaigns: [] };
const table = (name: string, measured: readonly number[], more: Partial<TableSummary> = {}): TableSummary => ({
  name,
  spaceId: 'nas-bench-201',
  quantity: 'latency',
  unit: 'ms',
  source: 'a file',
  architectures: 1999,
  columns: measured.map((count, index) => ({ name: ['pixel', 'adreno'][index]!, measured: count, origin: 'imported' })),
  createdAtMs: 100,
  ...more,
});
const model: ModelSummary = {
  id: 'model-1',
  name: 'VPU to GTX',
  kind: 'gp',
  spaceId: 'nas-bench-201',
  objective: 'latency',
  unit: 'ms',
  table: 'oneproxy',
  target: 'GTX 1080 Ti',
  proxy: 'VPU',
  trainedOn: 20,
  heldOut: null,
  createdAtMs: 300,
};
const search: SearchSummary = {
  id: 'search-1',
  spaceId: 'nas-bench-201',
  table: 'oneproxy',
  target: 'FPGA',
  modelId: 'model-1',
  algorithm: 'exhaustive',
  accuracy: { kind: 'macs' },
  accuracyTitle: 'MACs',
  accuracyStatement: 'a stand-in',
  accuracyMeasured: false,
  limitMs: 4.5,
  candidates: 15_625,
  frontSize: 45,
  createdAtMs: 400,
};
const labels: LibraryLabel[] = [
  { kind: 'search', id: 'search-1', name: 'for the drone', tags: ['edge'] },
  { kind: 'table', id: 'oneproxy', name: null, tags: ['edge', 'public'] },
];
const kept: Kept = { ...nothing, tables: [table('oneproxy', [1999, 1740]), table('first', [16])], models: [model], searches: [search] };

test('everything stands in one list, the latest change first, under the name that a person gave', () => {
  const entries = libraryEntries(kept, labels);
  assert.deepEqual(
    entries.map(({ key, name }) => [key, name]),
    [
      ['search:search-1', 'for the drone'],
      ['model:model-1', 'VPU to GTX'],
      ['table:first', 'first'],
      ['table:oneproxy', 'oneproxy'],
    ],
  );
  const oneproxy = entries[3]!;
  assert.deepEqual(
    [oneproxy.contents, oneproxy.from, oneproxy.note?.word, oneproxy.page, oneproxy.tags],
    ['2 devices × 1,999', 'imported', '259 empty', '/monotonicity?table=oneproxy', ['edge', 'public']],
  );
  assert.equal(entries[2]!.page, '/search?table=first&target=pixel');
  assert.equal(libraryEntries(kept, [])[0]!.name, 'FPGA under 4.50 ms');
  assert.deepEqual(libraryEntries(nothing, labels), []);
});

test('a table that a campaign fills changes with it; what was stopped can go on', () => {
  const running = { ...campaign, table: 'first', startedAtMs: 900 };
  const paused = { ...campaign, id: 'other', state: 'paused', table: 'gone' } as const;
  const entries = libraryEntries({ ...kept, campaigns: [running, paused] }, []);
  const first = entries.find(({ key }) => key === 'table:first')!;
  assert.deepEqual([first.from, first.changedAtMs], ['measuring now', 900]);
  assert.deepEqual(
    entries.filter(({ kind }) => kind === 'campaign').map(({ note }) => note?.word),
    ['measuring', 'can resume'],
  );
});

test('typing finds names, devices, spaces and tags; filters come from the address', () => {
  const entries = libraryEntries(kept, labels);
  const keys = (query: string) => {
    const filters = filtersOf(new URLSearchParams(query));
    return listed(found(entries, filters), filters).map(({ id }) => id);
  };
  assert.deepEqual(keys('find=EDGE'), ['search-1', 'oneproxy']);
  assert.deepEqual(keys('find=adreno'), ['oneproxy']);
  assert.deepEqual(keys('find=1080+vpu'), ['model-1']);
  assert.deepEqual(keys('find=edge&kind=table'), ['oneproxy']);
  assert.deepEqual(keys('find=public'), ['oneproxy']);
  assert.deepEqual(keys('sort=name'), ['first', 'search-1', 'oneproxy', 'model-1']);
  assert.deepEqual(keys('sort=kind')[0], 'first');
  assert.deepEqual(keys('kind=nonsense&sort=nonsense').length, 4);
  assert.ok(!matches(entries[0]!, 'nothing like that'));
});

test('what belongs together finds each other', () => {
  const entries = libraryEntries(kept, []);
  const users = (key: string) =>
    usersOf(
      entries.find((entry) => entry.key === key)!,
      entries,
    ).map((entry) => entry.key);
  assert.deepEqual(users('table:oneproxy'), ['search:search-1', 'model:model-1']);
  assert.deepEqual(users('model:model-1'), ['search:search-1']);
  assert.deepEqual(users('search:search-1'), ['table:oneproxy']);
  assert.deepEqual(users('table:first'), []);
});

test('an unknown fact says why', () => {
  for (const entry of libraryEntries({ ...kept, campaigns: [campaign] }, []))
    for (const { label, value, why } of factsOf(entry)) assert.ok(value !== null || (why ?? '') !== '', `${entry.kind}: ${label}`);
});

test('two columns agree by the ratios on what both have', () => {
  const first = new Map([
    ['a', 1],
    ['b', 2],
    ['c', 4],
    ['only here', 9],
  ]);
  const second = new Map([
    ['a', 2],
    ['b', 4],
    ['c', 12],
  ]);
  assert.deepEqual(agreement(first, second), { architectures: 3, ratio: { median: 2, low: 2, high: 2.9 } });
  assert.deepEqual(agreement(first, new Map()), { architectures: 0, ratio: null });
});
