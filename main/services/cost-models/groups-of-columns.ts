import type { TableColumn } from '../../store/stored-table.ts';

const fewestGroups = 4;

/**
 * Which columns are of one kind of device, so that none of them may teach a model about another: as a file says, else columns that this lab has
 * measured on one device, else names that differ in nothing but a last number (`phone_0`, `phone_1`) as long as that leaves a few groups.
 */
export function groupsOfColumns(columns: readonly TableColumn[], given: ReadonlyMap<string, string> | undefined): string[] {
  const certain = columns.map(
    ({ name, conditions }) => given?.get(name) ?? (conditions === null ? undefined : `device ${conditions.deviceId}`),
  );
  const alone = columns.map(({ name }, i) => certain[i] ?? `column ${name}`);
  if (given !== undefined) return alone;
  const byName = columns.map(({ name }, i) => certain[i] ?? `model ${name.replace(/[\s_-]+\d+$/, '')}`);
  return new Set(byName).size >= Math.min(fewestGroups, new Set(alone).size) ? byName : alone;
}
