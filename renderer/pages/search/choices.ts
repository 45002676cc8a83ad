import type { ModelSummary } from '../../../preload/contract/model.ts';
import type { AccuracyChoice, SearchRequest, SearchSummary } from '../../../preload/contract/search.ts';
import type { TableSummary } from '../../../preload/contract/table.ts';

/** One entry of a picker: `value` stands for `request` in the address of the page. */
export type Choice<Request> = { readonly value: string; readonly label: string; readonly spaceId: string; readonly request: Request };

export type LatencyRequest = SearchRequest['latency'];

/** Every source of latencies in the lab: models, and the columns of latency tables. */
export function latencyChoices(tables: readonly TableSummary[], models: readonly ModelSummary[]): Choice<LatencyRequest>[] {
  const columns = tables
    .filter((table) => table.quantity === 'latency')
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

/** MACs as a stated stand-in, and the columns of the space's accuracy tables. */
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
  return [...columns, { value: 'macs', label: 'MACs, stand-in', spaceId, request: { kind: 'macs' } }];
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

/** The accuracy choice that a kept search was made with: the one whose column its title names; MACs where it had none. */
export function accuracyValueOf(
  search: Pick<SearchSummary, 'accuracyTitle' | 'accuracyMeasured'>,
  choices: readonly Choice<AccuracyChoice>[],
): string | null {
  if (!search.accuracyMeasured) return 'macs';
  const columnOf = ({ request }: Choice<AccuracyChoice>): string => (request.kind === 'macs' ? '' : request.column);
  const named = choices.filter((choice) => columnOf(choice) !== '' && search.accuracyTitle.includes(columnOf(choice)));
  // `cifar10` is part of `cifar100`: the longest name is meant.
  return named.sort((a, b) => columnOf(b).length - columnOf(a).length)[0]?.value ?? null;
}

/** The latency choice that a kept search was made with. */
export function latencyValueOf(search: Pick<SearchSummary, 'table' | 'target' | 'modelId'>): string | null {
  if (search.modelId !== null && search.table === null) return modelValue(search.modelId);
  return search.table === null ? null : tableValue(search.table, search.target);
}
