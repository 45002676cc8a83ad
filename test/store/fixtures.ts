import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type ArchitectureName, brand, type CampaignId } from '../../main/core/brand.ts';
import type { CampaignSpec, Measurement } from '../../main/core/measurement/measurement.ts';
import { openStore, type Store } from '../../main/store/open-store.ts';
import type { NewTable, Quantity, TableContent } from '../../main/store/stored-table.ts';

/** An empty folder that goes away with the test. */
export function temporaryFolder(test: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-store-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new lab that is closed after the test. */
export function temporaryStore(test: TestContext): Store {
  const store = openStore(temporaryFolder(test));
  test.after(() => store.close());
  return store;
}

export const architectures: readonly ArchitectureName[] = ['a', 'b', 'c', 'd'].map((name) => brand(name));

export function spec(overrides: Partial<CampaignSpec> = {}): CampaignSpec {
  return {
    spaceId: brand('nas-bench-201'),
    table: 'here',
    column: 'this-computer-f32-1',
    conditions: { deviceId: brand('local'), runtime: 'onnxruntime-node 1.30.0', precision: 'f32', threads: 1, affinity: [] },
    architectures,
    anchor: brand('a'),
    warmup: 1,
    runs: 3,
    minimumMs: 0,
    maximumMs: 1000,
    blocks: 2,
    driftLimit: 0.05,
    maximumRepeats: 1,
    seed: 1,
    ...overrides,
  };
}

export function measurement(campaignId: CampaignId, block: number, position: number, overrides: Partial<Measurement> = {}): Measurement {
  return {
    campaignId,
    slot: { block, repeat: 0, position },
    architecture: brand('b'),
    isAnchor: false,
    modelHash: brand('0'.repeat(64)),
    wallUs: [1000.1, 1 / 3, 2 ** 40 + 0.25],
    cpuUs: [999, 998.5, 0],
    involuntarySwitches: [0, 3, 4_000_000_000],
    clockKhz: 2_400_000,
    tempBeforeC: 41.5,
    tempAfterC: null,
    flags: ['high-spread'],
    measuredAtMs: 1_700_000_000_123,
    ...overrides,
  };
}

export interface Row {
  readonly architecture: string;
  /** One a column; null: not measured. */
  readonly values: readonly (number | null)[];
}

/** The same values by column, as the store takes them. */
export function tableContent(columns: readonly string[], rows: readonly Row[]): TableContent {
  return {
    columns,
    names: rows.map(({ architecture }) => brand(architecture)),
    values: columns.map((_, column) => Float64Array.from(rows, ({ values }) => values[column] ?? NaN)),
  };
}

type NewTableByRows = Omit<NewTable, keyof TableContent> & { readonly columns: readonly string[]; readonly rows: readonly Row[] };

export function newTable(overrides: Partial<NewTableByRows> = {}): NewTable {
  const { columns, rows, ...head } = {
    name: 'imported',
    spaceId: brand<never>('nas-bench-201'),
    quantity: 'latency' as Quantity,
    unit: 'ms',
    source: 'a test',
    createdAtMs: 5,
    columns: ['x', 'y'],
    rows: [
      { architecture: 'a', values: [0.1, null] },
      { architecture: 'b', values: [1 / 3, 5e-324] },
    ],
    ...overrides,
  };
  return { ...head, ...tableContent(columns, rows) };
}
