import type { AccuracyChoice } from '../../preload/contract/search.ts';
import type { AccuracySource } from '../core/accuracy/accuracy-source.ts';
import { macsSource } from '../core/accuracy/macs-source.ts';
import { tableSource } from '../core/accuracy/table-source.ts';
import { assertNever } from '../core/assert-never.ts';
import { invalidInput } from '../core/lab-error.ts';
import { networkCost } from '../core/network/cost.ts';
import type { Architecture, SearchSpace } from '../core/spaces/search-space.ts';
import { readLatencyTable } from '../formats/latency-table.ts';
import { fileSource } from '../formats/text-source.ts';
import type { Store } from '../store/open-store.ts';
import { filledCells, requireQuantity } from './table-column.ts';

/** The accuracies that a search was asked to use. */
export async function accuracySource(tables: Store['tables'], space: SearchSpace, choice: AccuracyChoice): Promise<AccuracySource> {
  switch (choice.kind) {
    case 'macs':
      return macsSource(liveMacs(space));
    case 'table': {
      const table = tables.get(choice.table);
      requireQuantity(table, 'accuracy');
      const { names, values } = filledCells(table, choice.column);
      const accuracies = new Map(names.map((name, i) => [name, values[i]!]));
      return tableSource({ title: `${choice.column} accuracy`, unit: table.unit, origin: `table “${table.name}”`, accuracies });
    }
    case 'file': {
      const file = fileSource(choice.path);
      const canonicalName = (name: string) => space.print(space.parse(name));
      const table = await readLatencyTable(file, { quantity: 'accuracy', spaceId: space.id, canonicalName });
      const column = table.columns.indexOf(choice.column);
      if (column < 0)
        throw invalidInput(
          `${file.name} has no column “${choice.column}”.`,
          `Choose one of ${table.columns.map((name) => `“${name}”`).join(', ')}.`,
        );
      const accuracies = new Map<string, number>();
      for (const [row, name] of [...table.names].entries()) {
        const value = table.values[column]![row]!;
        if (!Number.isNaN(value)) accuracies.set(name, value);
      }
      return tableSource({ title: `${choice.column} accuracy`, unit: table.unit, origin: file.name, accuracies });
    }
    default:
      return assertNever(choice);
  }
}

/** Counts each different network once: building its layer graph is what takes the time. */
function liveMacs(space: SearchSpace): (architecture: Architecture) => number {
  const known = new Map<string, number>();
  return (architecture) => {
    const key = space.networkKey(architecture);
    const macs = known.get(key) ?? networkCost(space.network(architecture)).macs;
    known.set(key, macs);
    return macs;
  };
}
