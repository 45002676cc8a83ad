import { tableError } from './table-place.ts';
import { type TextSource, textPieces } from './text-source.ts';

/** Characters; the longest architecture names have about 200, a table of a hundred devices about 2,000 a line. */
export const longestLine = 1_000_000;

/** The lines of a text without their ends (LF or CRLF), in order. Throws `parse-failed` where one is longer than `longestLine`. */
export async function* textLines(source: TextSource): AsyncGenerator<string, void> {
  let rest = '';
  let line = 0;
  for await (const piece of textPieces(source)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield withoutReturn(checkLength(text, ++line, source.name));
    checkLength(rest, line + 1, source.name);
  }
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function checkLength(text: string, line: number, file: string): string {
  if (text.length <= longestLine) return text;
  throw tableError(
    'parse-failed',
    { file, line, text },
    `the line is longer than ${longestLine} characters`,
    'Check that this is a CSV table with line ends.',
  );
}
