import { nasBench201Edges, nasBench201Operators, printCell } from '../../core/spaces/nas-bench-201-cell.ts';
import { dictEntries, pickledNumbers, type PickleValue, sequenceItems } from '../pickle/pickle-value.ts';
import { largestPickleBytes, readPickle } from '../pickle/read-pickle.ts';
import { isTorchFile, readTorchFile } from '../pickle/torch-file.ts';
import { tableError } from '../table-place.ts';
import { textLines } from '../text-lines.ts';
import { peeked, readBytes, type TextSource } from '../text-source.ts';
import { pickleShape } from './pickle-shape.ts';

const mostArchitectures = 5_000_000;
/** Enough to tell the format. */
const headBytes = 1024;

/**
 * The architectures that another file's values belong to, in order: a text with one name a line (`#` for comments), a pickled list of
 * names, OneProxy's encode.pickle (six edges by five operators one-hot, then a 1), or HELP's metainfo.pt (FBNet) and ofa_archs.pt
 * (once-for-all's MobileNetV3).
 */
export function readArchitectureOrder(file: TextSource): Promise<readonly string[]> {
  return peeked(file, headBytes, async (head, source) => {
    const isTorch = isTorchFile(head);
    if (!isTorch && pickleShape(head) === null) return namesOfText(source);
    const content = await readBytes(source, largestPickleBytes);
    return namesOfPickle(file.name, isTorch ? readTorchFile(file.name, content) : readPickle(file.name, content));
  });
}

async function namesOfText(source: TextSource): Promise<readonly string[]> {
  const file = source.name;
  const names: string[] = [];
  let number = 0;
  for await (const line of textLines(source)) {
    number++;
    const name = line.trim();
    if (name === '' || name.startsWith('#')) continue;
    names.push(name);
    if (names.length > mostArchitectures)
      throw tableError(
        'parse-failed',
        { file, line: number },
        `it has more than ${mostArchitectures} names`,
        'Give the order of one table.',
      );
  }
  return names;
}

function namesOfPickle(file: string, pickle: PickleValue): readonly string[] {
  const remedy = 'Give names, OneProxy’s encode.pickle, or HELP’s metainfo.pt or ofa_archs.pt.';
  const items = sequenceItems(member(pickle, 'arch') ?? pickle);
  if (items === undefined) throw tableError('parse-failed', { file }, 'it holds no list of architectures', remedy);
  return items.map((item, index) => {
    const name = typeof item === 'string' ? item : (oneHotCell(sequenceItems(item)) ?? fbnetName(item) ?? onceForAllName(item));
    if (name !== undefined) return name;
    throw tableError('invalid-input', { file, row: index + 1 }, 'this is neither a name nor a known form of an architecture', remedy);
  });
}

/** `{'op_idx_list': [7, 8, …]}` as FBNet's layers. */
function fbnetName(item: PickleValue): string | undefined {
  const operators = pickledNumbers(member(item, 'op_idx_list'));
  return operators && `fbnet:${Array.from(operators).join('-')}`;
}

/** `{'ks': [kernels], 'e': [expansions], 'd': [depths], 'r': resolution}` as once-for-all describes its MobileNetV3. */
function onceForAllName(item: PickleValue): string | undefined {
  const fields = ['d', 'ks', 'e'].map((key) => pickledNumbers(member(item, key)));
  const resolution = member(item, 'r');
  if (typeof resolution !== 'number' || fields.includes(undefined)) return undefined;
  return `mbv3:${[[resolution], ...fields].map((field) => Array.from(field ?? []).join('-')).join(':')}`;
}

function member(value: PickleValue | undefined, key: string): PickleValue | undefined {
  return dictEntries(value)?.find(([name]) => name === key)?.[1];
}

function oneHotCell(digits: readonly PickleValue[] | undefined): string | undefined {
  const operators = nasBench201Operators.length;
  if (digits?.length !== nasBench201Edges.length * operators + 1 || digits.some((digit) => digit !== 0 && digit !== 1)) return undefined;
  const cell = nasBench201Edges.map((_, edge) => digits.slice(edge * operators, (edge + 1) * operators));
  return cell.every((edge) => edge.filter((digit) => digit === 1).length === 1)
    ? printCell(cell.map((edge) => edge.indexOf(1)))
    : undefined;
}
