import { nasBench201Edges, nasBench201Operators, printCell } from '../../core/spaces/nas-bench-201-cell.ts';
import { type PickleValue, sequenceItems } from '../pickle/pickle-value.ts';
import { largestPickleBytes, readPickle } from '../pickle/read-pickle.ts';
import { tableError } from '../table-place.ts';
import { textLines } from '../text-lines.ts';
import { peeked, readBytes, type TextSource } from '../text-source.ts';
import { pickleShape } from './pickle-shape.ts';

const mostArchitectures = 5_000_000;

/**
 * The architectures that another file's values belong to, in order: a text with one name a line (`#` for comments), a pickled list of
 * names, or OneProxy's encode.pickle (six edges by five operators one-hot, then a 1).
 */
export async function readArchitectureOrder(file: TextSource): Promise<readonly string[]> {
  const { head, source } = await peeked(file, 64);
  if (pickleShape(head) !== null) return namesOfPickle(source.name, readPickle(source.name, await readBytes(source, largestPickleBytes)));
  const names: string[] = [];
  for await (const line of textLines(source)) {
    const name = line.trim();
    if (name === '' || name.startsWith('#')) continue;
    names.push(name);
    if (names.length > mostArchitectures) {
      throw tableError(
        'parse-failed',
        { file: source.name },
        `it has more than ${mostArchitectures} names`,
        'Give the order of one table.',
      );
    }
  }
  return names;
}

function namesOfPickle(file: string, pickle: PickleValue): readonly string[] {
  const items = sequenceItems(pickle);
  if (items === undefined) throw tableError('parse-failed', { file }, 'the pickle is no list', 'Give names, or OneProxy’s encode.pickle.');
  return items.map((item, index) => {
    if (typeof item === 'string') return item;
    const name = oneHotCell(sequenceItems(item));
    if (name !== undefined) return name;
    const problem = 'this is neither a name nor a one-hot cell of NAS-Bench-201';
    throw tableError('invalid-input', { file, row: index + 1 }, problem, 'Give names, or OneProxy’s encode.pickle.');
  });
}

function oneHotCell(digits: readonly PickleValue[] | undefined): string | undefined {
  const operators = nasBench201Operators.length;
  if (digits?.length !== nasBench201Edges.length * operators + 1 || digits.some((digit) => digit !== 0 && digit !== 1)) return undefined;
  const cell = nasBench201Edges.map((_, edge) => digits.slice(edge * operators, (edge + 1) * operators));
  return cell.every((edge) => edge.filter((digit) => digit === 1).length === 1)
    ? printCell(cell.map((edge) => edge.indexOf(1)))
    : undefined;
}
