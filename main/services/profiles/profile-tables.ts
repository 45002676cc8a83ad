import type { DeviceProfile, ProfileSet } from '../../../preload/contract/device-profile.ts';
import type { ProfileColumn } from '../../../preload/contract/profile.ts';
import { brand, type ArchitectureName, type DeviceId, type SpaceId } from '../../core/brand.ts';
import { isLabError, LabError } from '../../core/lab-error.ts';
import type { StoredTable } from '../../store/stored-table.ts';
import type { TableRepository } from '../../store/table-repository.ts';
import { conditionLabel } from '../condition-label.ts';
import { measurementConditions } from './own-sets.ts';

type Named = Pick<DeviceProfile, 'id' | 'name'>;
const shownId = 6;

/** The one table of the lab for all devices that were profiled in a space with a runtime, for example `profiles-fbnet-onnxruntime_1.30.0`. */
export function profileTable({ spaceId, conditions: { runtime } }: Pick<ProfileSet, 'spaceId' | 'conditions'>): string {
  const words = runtime.split(' ').map((word) => encodeURIComponent(word).replaceAll('_', '%5F')); // different for different runtimes
  return `profiles-${spaceId}-${words.join('_')}`;
}

/** The column of a device and its conditions, for example `Pixel 7 3fa2c1 f32-1t`: devices of one name are told apart by their ids. */
export function profileColumnName({ id, name }: Named, { conditions }: Pick<ProfileSet, 'conditions'>): string {
  const label = ` ${id.slice(0, shownId)} ${conditionLabel(measurementConditions(brand(''), conditions))}`;
  return `${name.slice(0, 100 - Math.min(label.length, 60))}${label}`;
}

export function profileColumnOf(profile: Named, set: ProfileSet): ProfileColumn {
  const { spaceId, signatureSet, latencies, conditions } = set;
  const { runtime, precision, threads } = conditions;
  const place = { table: profileTable(set), column: profileColumnName(profile, set) };
  return { spaceId, runtime, precision, threads, architectures: latencies.length, signatureSet, ...place };
}

/** Puts a profile's latencies into their tables: as measured for a device of this lab, else as imported. Tables that have them stay untouched. */
export function writeToTables(tables: TableRepository, profile: DeviceProfile, deviceId: DeviceId | null, nowMs: number): void {
  for (const set of profile.sets) {
    const table = profileTable(set);
    const column = profileColumnName(profile, set);
    const known = existing(tables, table, set.spaceId);
    const news = newLatencies(known, column, set);
    if (news.length === 0) continue;
    const spaceId = brand<SpaceId>(set.spaceId);
    if (deviceId !== null) {
      const conditions = measurementConditions(deviceId, set.conditions);
      const medians = news.map(({ architecture, medianMs }) => ({ architecture, latencyMs: medianMs }));
      tables.addMeasured({ spaceId, table, column, conditions }, medians, nowMs);
      continue;
    }
    const content = {
      columns: [column],
      names: news.map(({ architecture }) => brand<ArchitectureName>(architecture)),
      values: [Float64Array.from(news, ({ medianMs }) => medianMs)],
    };
    if (known) tables.merge(table, content);
    else
      tables.create({ ...content, name: table, spaceId, quantity: 'latency', unit: 'ms', source: 'device profiles', createdAtMs: nowMs });
  }
}

function newLatencies(table: StoredTable | null, column: string, { latencies }: ProfileSet): ProfileSet['latencies'] {
  const place = table?.columns.findIndex(({ name }) => name === column) ?? -1;
  if (table === null || place < 0) return latencies;
  const values = new Map<string, number | null>(table.names.map((name, row) => [name, table.values[place]![row]!]));
  return latencies.filter(({ architecture, medianMs }) => values.get(architecture) !== medianMs);
}

/** null: there is no such table yet. */
function existing(tables: TableRepository, name: string, spaceId: string): StoredTable | null {
  let table: StoredTable;
  try {
    table = tables.get(name);
  } catch (error) {
    if (isLabError(error, 'not-found')) return null;
    throw error;
  }
  if (table.spaceId === spaceId && table.quantity === 'latency') return table;
  throw new LabError({
    code: 'already-exists',
    message: `The table “${name}”, which profiles of ${spaceId} go to, holds ${table.quantity} values of ${table.spaceId}.`,
    remedy: 'Export that table and import it under another name, then remove it.',
  });
}
