import type { TableColumn } from '../../store/stored-table.ts';

/** Names are no proof: they may make groups only where they leave so many. */
const fewestByName = 4;
const fewestByDevice = 2;

/**
 * Which columns are of one kind of device, so that none of them may teach a model about another: as a file says, else columns that this lab has
 * measured on one device, and names that differ in nothing but a last number (`phone_0`, `phone_1`), as long as that leaves several groups.
 */
export function groupsOfColumns(columns: readonly TableColumn[], given: ReadonlyMap<string, string> | undefined): string[] {
  const alone = columns.map(({ name }) => `column ${name}`);
  if (given !== undefined) return columns.map(({ name }, i) => given.get(name) ?? alone[i]!);
  const byDevice = columns.map(({ conditions }, i) => (conditions === null ? alone[i]! : `device ${conditions.deviceId}`));
  const byName = columns.map(({ name, conditions }, i) =>
    conditions === null ? `model ${name.replace(/[\s_-]+\d+$/, '')}` : byDevice[i]!,
  );
  if (new Set(byName).size >= fewestByName) return byName;
  return new Set(byDevice).size >= fewestByDevice ? byDevice : alone;
}
