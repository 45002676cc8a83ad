import type { LayeredNetwork } from '../core/cost-model/cost-model.ts';
import { layerOperators, type LayerRow } from '../core/network/layer-features.ts';
import { shown, type TablePlace, tableError } from './table-place.ts';
import { textLines } from './text-lines.ts';
import type { TextSource } from './text-source.ts';

const sizeNames = ['in_hw', 'out_hw', 'in_c', 'out_c', 'kernel', 'stride', 'pad', 'macs'] as const;
const columnNames: readonly string[] = ['op', ...sizeNames];

const mostNetworks = 1_000_000;
const remedy = 'Write one network a line: {"id": "…", "columns": ["op", "in_hw", …], "layers": [["conv", 224, …], …]}.';

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads networks as their layers, one JSON object a line: `id`, `layers` (a list of values a layer) and `columns` (their order: `op` is conv,
 * dwconv, add, relu or pool; in_hw, out_hw, in_c, out_c, kernel, stride, pad and macs are whole numbers); without `columns` they stand in
 * this order. Other fields are ignored. Refused with file and line: `parse-failed` where the text is broken, `invalid-input` where a value is.
 */
export async function readLayeredNetworks(source: TextSource): Promise<LayeredNetwork[]> {
  const file = source.name;
  const networks: LayeredNetwork[] = [];
  const lines = new Map<string, number>();
  let line = 0;
  for await (const text of textLines(source)) {
    line++;
    if (text.trim() === '') continue;
    const network = readNetwork(text, { file, line });
    const before = lines.get(network.id);
    if (before !== undefined) throw tableError('invalid-input', { file, line, text: network.id }, `it is the network of line ${before} again`, 'Keep one of the two lines.'); // prettier-ignore
    if (networks.length >= mostNetworks)
      throw tableError('parse-failed', { file, line }, `it has more than ${mostNetworks} networks`, 'Give fewer.');
    lines.set(network.id, line);
    networks.push(network);
  }
  if (networks.length === 0) throw tableError('parse-failed', { file, line: 1 }, 'it holds no networks', remedy);
  return networks;
}

/**
 * Finds the layers of a latency table's networks: `networks` those that have any, `rows` their places in the table. `invalid-input` where none
 * has. The names of the files are for the message.
 */
export function layersOfRows(
  ids: readonly string[],
  tableFile: string,
  layered: readonly LayeredNetwork[],
  file: string,
): { readonly networks: LayeredNetwork[]; readonly rows: number[] } {
  const byId = new Map(layered.map((network) => [network.id, network]));
  const rows = ids.flatMap((id, row) => (byId.has(id) ? [row] : []));
  if (rows.length > 0) return { networks: rows.map((row) => byId.get(ids[row]!)!), rows };
  const problem = `it has layers of none of the networks of ${tableFile}`;
  throw tableError('invalid-input', { file }, problem, 'Give the layers of the same networks under the same ids.');
}

function readNetwork(text: string, place: TablePlace): LayeredNetwork {
  const values = readObject(text, place);
  const id = values['id'];
  if (typeof id !== 'string' || id === '') throw tableError('invalid-input', { ...place, column: 'id' }, 'the network has no id', remedy);
  const columns = readColumns(values['columns'] ?? columnNames, place);
  const layers = values['layers'];
  if (!Array.isArray(layers) || layers.length === 0)
    throw tableError('invalid-input', { ...place, column: 'layers' }, 'the network has no layers', remedy);
  return { id, layers: layers.map((layer: unknown, i) => readLayer(layer, columns, { ...place, column: `layer ${i + 1}` })) };
}

function readObject(text: string, place: TablePlace): Values {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Values;
  } catch {
    // It is said below.
  }
  throw tableError('parse-failed', { ...place, text }, 'the line is no JSON object', remedy);
}

function readColumns(columns: unknown, place: TablePlace): string[] {
  const isComplete = Array.isArray(columns) && columns.length === columnNames.length && columnNames.every((name) => columns.includes(name));
  if (isComplete) return columns.map(String);
  throw tableError('invalid-input', { ...place, column: 'columns' }, `the columns are not ${columnNames.join(', ')}`, remedy);
}

function readLayer(layer: unknown, columns: readonly string[], place: TablePlace & { readonly column: string }): LayerRow {
  if (!Array.isArray(layer) || layer.length !== columns.length) {
    throw tableError('invalid-input', place, `the layer has not ${columns.length} values`, remedy);
  }
  const operator = layerOperators.find((name) => name === layer[columns.indexOf('op')]);
  if (operator === undefined)
    throw tableError(
      'invalid-input',
      { ...place, column: `${place.column}: op` },
      `the layer is none of ${layerOperators.join(', ')}`,
      remedy,
    );
  const number = (column: (typeof sizeNames)[number]): number => {
    const value: unknown = layer[columns.indexOf(column)];
    if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
    const text = shown(JSON.stringify(value) ?? 'nothing');
    throw tableError(
      'invalid-input',
      { ...place, column: `${place.column}: ${column}`, text },
      `${text} is not a whole number from 0 on`,
      remedy,
    );
  };
  return {
    operator,
    inSide: number('in_hw'),
    outSide: number('out_hw'),
    inChannels: number('in_c'),
    outChannels: number('out_c'),
    kernel: number('kernel'),
    stride: number('stride'),
    padding: number('pad'),
    macs: number('macs'),
  };
}
