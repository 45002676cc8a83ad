import type { ModelSummary } from '../../../preload/contract/model.ts';
import type { AccuracyChoice, SearchRequest, SearchSummary } from '../../../preload/contract/search.ts';
import { customSpaceId, layeredSpaceId } from '../../../preload/contract/space-ids.ts';
import type { TableSummary } from '../../../preload/contract/table.ts';
import { assertNever } from '../../state/assert-never.ts';

/** One entry of a picker: `value` stands for `request` in the address of the page. */
export type Choice<Request> = { readonly value: string; readonly label: string; readonly spaceId: string; readonly request: Request };

export type LatencyRequest = SearchRequest['latency'];

/** Its networks are not made for ImageNet. */
const cellsForCifar = 'nas-bench-201';

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

/** Value of the entry that asks for the file of a predictor. */
export const anotherPredictor = 'onnx';
const predictorPrefix = 'onnx:';

/** The accuracy choice that is a predictor in this file. */
export function predictorValue(path: string): string {
  return predictorPrefix + path;
}

/** Columns of the space's accuracy tables, then estimates, scores and MACs, which say what they are. `wanted`: may be a predictor's file. */
export function accuracyChoices(tables: readonly TableSummary[], spaceId: string, wanted: string | null): Choice<AccuracyChoice>[] {
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
  // The first is taken where none is chosen: a table, else what costs nothing and promises nothing.
  const others: readonly Choice<AccuracyChoice>[] = [
    { value: 'macs', label: 'MACs, stand-in', spaceId, request: { kind: 'macs' } },
    ...(spaceId === cellsForCifar
      ? []
      : [{ value: 'published', label: 'ImageNet top-1, estimated', spaceId, request: { kind: 'published' } } as const]),
    { value: 'training-free', label: 'Training-free score, minutes', spaceId, request: { kind: 'training-free' } },
  ];
  const path = wanted?.startsWith(predictorPrefix) === true ? wanted.slice(predictorPrefix.length) : null;
  const predictor =
    path === null ? [] : [{ value: wanted!, label: path.split(/[\\/]/).at(-1) ?? path, spaceId, request: { kind: 'onnx' as const, path } }];
  return [...columns, ...predictor, ...others];
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
      return predictorValue(accuracy.path);
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
