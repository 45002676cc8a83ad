import type { LatencyTableChoice } from '../../preload/contract/signature.ts';
import type { AccuracyTable } from '../core/accuracy/table-source.ts';
import { LabError } from '../core/lab-error.ts';
import type { SearchSpace } from '../core/spaces/search-space.ts';
import { readTable } from '../formats/importers/read-table.ts';
import { sourceOf, type TableStore } from './latency-table-choice.ts';
import { filledCells, requireQuantity } from './table-column.ts';

/** Accuracies of trained networks: a column of a table of the lab, or of a file. Throws what reading throws; `not-found` lists the columns. */
export async function accuracyTable(
  tables: TableStore,
  space: SearchSpace,
  choice: LatencyTableChoice,
  column: string,
  signal?: AbortSignal,
): Promise<AccuracyTable> {
  const title = `${column} accuracy`;
  if ('table' in choice) {
    const table = tables.get(choice.table);
    requireQuantity(table, 'accuracy');
    const { names, values } = filledCells(table, column);
    const accuracies = new Map(names.map((name, i) => [name, values[i]!]));
    return { title, unit: table.unit, origin: `table “${table.name}”`, accuracies };
  }
  const file = sourceOf(choice);
  const canonicalName = (name: string) => space.print(space.parse(name));
  const table = await readTable(file, { quantity: 'accuracy', spaceId: space.id, canonicalName, ...(signal ? { signal } : {}) });
  const values = table.values[table.columns.indexOf(column)];
  if (values === undefined) {
    throw new LabError({
      code: 'not-found',
      message: `${file.name} has no column “${column}”.`,
      remedy: `Choose one of ${table.columns.map((name) => `“${name}”`).join(', ')}.`,
    });
  }
  const accuracies = new Map<string, number>();
  for (const [row, name] of [...table.names].entries()) if (!Number.isNaN(values[row]!)) accuracies.set(name, values[row]!);
  return { title, unit: table.unit, origin: file.name, accuracies };
}
