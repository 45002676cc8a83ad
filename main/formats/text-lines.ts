import { lineColumn, tableError } from './table-place.ts';
import { placed, type TextSource } from './text-source.ts';

/** Bytes; the longest architecture names have about 200, a table of a hundred devices about 2,000 a line. */
export const longestLine = 1_000_000;

const newLine = 0x0a;
const byteOrderMark = '\uFEFF';
const mostBytesOfUnit = 3;

/**
 * The lines of a text without their ends (LF or CRLF), in order. Throws `parse-failed` with line and column where one is longer than
 * `longestLine`, where it is not UTF-8, and where the source's bytes are damaged.
 */
export async function* textLines(source: TextSource): AsyncGenerator<string, void> {
  const file = source.name;
  let line = 0;
  let rest = Buffer.alloc(0);
  try {
    for await (const piece of source.bytes()) {
      const end = piece.lastIndexOf(newLine);
      if (end >= 0) {
        for (const text of lines(Buffer.concat([rest, piece.subarray(0, end)]), line, file)) yield checked(text, ++line, file);
        rest = Buffer.from(piece.subarray(end + 1));
      } else {
        rest = Buffer.concat([rest, piece]);
      }
      checked(rest.length > longestLine ? rest.toString() : '', line + 1, file);
    }
  } catch (error) {
    throw placed(error, { file, line: line + 1, column: lineColumn(rest.toString()) });
  }
  if (rest.length > 0) for (const text of lines(rest, line, file)) yield checked(text, ++line, file);
}

/** Whole lines as text; `before` is the number of lines above them. */
function lines(bytes: Uint8Array, before: number, file: string): readonly string[] {
  const text = utf8(bytes);
  if (text !== undefined) return (before === 0 && text.startsWith(byteOrderMark) ? text.slice(1) : text).split('\n');
  const encoded = Buffer.from(bytes)
    .toString('latin1')
    .split('\n')
    .map((one) => Buffer.from(one, 'latin1'));
  const wrong = encoded.findIndex((one) => utf8(one) === undefined);
  const [readable = ''] = encoded[wrong]!.toString().split('\uFFFD', 1);
  const place = { file, line: before + wrong + 1, column: lineColumn(readable), text: encoded[wrong]!.toString() };
  throw tableError('parse-failed', place, 'it is not UTF-8 text', 'Save the table as CSV in UTF-8.');
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The line without a carriage return at its end. */
function checked(text: string, line: number, file: string): string {
  if (text.length * mostBytesOfUnit > longestLine && Buffer.byteLength(text) > longestLine) {
    throw tableError(
      'parse-failed',
      { file, line, column: lineColumn(text), text },
      `the line is longer than ${longestLine} bytes`,
      'Check that this is a CSV table with line ends.',
    );
  }
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
