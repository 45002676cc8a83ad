import type { ModelSummary } from '../../../preload/contract/model.ts';
import type { AccuracyChoice, SearchRequest, SearchSummary } from '../../../preload/contract/search.ts';
import { customSpaceId, layeredSpaceId } from '../../../preload/contract/space-ids.ts';
import type { TableSummary } from '../../../preload/contract/table.ts';
import { assertNever } from '../../state/assert-never.ts';

/** One entry of a picker: `value` stands for `request` in the address of the page. */
export type Choice<Request> = { readonly value: string; readonly label: string; readonly spaceId: string; readonly request: Request };

export type LatencyRequest = SearchRequest['latency'];

/** Every source of latencies in the lab: models, and the columns of latency tables; networks from files or known by their layers are of no space to search. */
export function latencyChoices(tables: readonly TableSummary[], models: readonly ModelSummary[]): Choice<LatencyRequest>[] {
  const columns = tables
    .filter((table) => table.quantity === 'latency' && ![customSpaceId, layeredSpaceId].includes(table.spaceId))
    .flatMap((table) =>
      table.columns.map((column) => ({
        value: tableValue(table.name, column.name),
        label: columnLabel(tables, table, column.name, column.name),
        spaceId: table.spaceId,
        request: { table: table.name, target: column.name },
      })),
    );
  const fitted = models
    .filter((model) => model.objective === 'latency')
    .map((model) => ({
      value: modelValue(model.id),
      label: `${model.name} (model)`,
      spaceId: model.spaceId,
      request: { modelId: model.id },
    }));
  return [...columns, ...fitted];
}

/** Columns of the space's accuracy tables, then estimates, scores and MACs, which say what they are. */
export function accuracyChoices(tables: readonly TableSummary[], spaceId: string): Choice<AccuracyChoice>[] {
  const columns = tables
    .filter((table) => table.quantity === 'accuracy' && table.spaceId === spaceId)
    .flatMap((table) =>
      table.columns.map((column) => ({
        value: tableValue(table.name, column.name),
        label: columnLabel(tables, table, column.name, `${column.name}, table`),
        spaceId,
        request: { kind: 'table' as const, table: table.name, column: column.name },
      })),
    );
  const others = [
    ...(spaceId === 'nas-bench-201' ? [] : [{ kind: 'published', label: 'ImageNet top-1, estimated' } as const]),
    { kind: 'macs', label: 'MACs, stand-in' },
    { kind: 'training-free', label: 'Training-free score (minutes)' },
  ] as const;
  // The first is taken where none is chosen: a table, else what costs nothing and promises nothing.
  return [...columns, ...others.toSorted(macsFirst).map(({ kind, label }) => ({ value: kind, label, spaceId, request: { kind } }))];
}

function macsFirst(a: { readonly kind: string }, b: { readonly kind: string }): number {
  return Number(b.kind === 'macs') - Number(a.kind === 'macs');
}

/** The short label, or with the table's name where two tables have a column of that name. */
function columnLabel(tables: readonly TableSummary[], table: TableSummary, column: string, short: string): string {
  const rivals = tables.filter(
    ({ quantity, spaceId, columns }) =>
      quantity === table.quantity && spaceId === table.spaceId && columns.some(({ name }) => name === column),
  );
  return rivals.length > 1 ? `${column}, ${table.name}` : short;
}

export function tableValue(table: string, column: string): string {
  return JSON.stringify([table, column]);
}

export function modelValue(modelId: string): string {
  return JSON.stringify([modelId]);
}

/** The accuracy choice that a kept search was made with; null where it was one that no picker offers. */
export function accuracyValueOf({ accuracy }: Pick<SearchSummary, 'accuracy'>): string | null {
  switch (accuracy.kind) {
    case 'macs':
    case 'published':
    case 'training-free':
      return accuracy.kind;
    case 'table':
      return tableValue(accuracy.table, accuracy.column);
    case 'onnx':
    case 'file':
      return null;
    default:
      return assertNever(accuracy);
  }
}

/** The latency choice that a kept search was made with. */
export function latencyValueOf({ modelId, table, target }: Pick<SearchSummary, 'table' | 'target' | 'modelId'>): string | null {
  if (modelId !== null) return modelValue(modelId);
  return table === null ? null : tableValue(table, target);
}
