import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readSentinel } from '../../main/devices/adb/sentinel.ts';
import { shellWord } from '../../main/devices/remote/shell-word.ts';
import { damagedText } from './damaged.ts';
import { fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

const mark = '@0123456789abcdef';
const answers = damagedText([`output\n${mark} 0\nsome error\n${mark}\n`, `\n${mark} 137\n\n${mark}\n`]).map((text) => Buffer.from(text));
const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

/** Whatever a phone answers: a result whose end is proved by the mark, or none; and no text leaves its word in a shell. */
export const phoneAnswerProperties: readonly SoakProperty[] = [
  {
    name: 'answers of phones',
    check: (numRuns) =>
      fc.assert(
        fc.property(fc.oneof(answers, noise), (output) => inTime(() => readAnswer(output))),
        fixedRuns(numRuns),
      ),
  },
  {
    name: 'words of a shell',
    check: (numRuns) =>
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), (text) => {
          const safe = text.replaceAll('\0', '');
          assert.equal(unquoted(shellWord(safe)), safe);
        }),
        fixedRuns(numRuns),
      ),
  },
];

function readAnswer(output: Buffer): void {
  const result = readSentinel(output, mark);
  if (result === null) return;
  assert.ok(output.toString('latin1').endsWith(`\n${mark}\n`));
  assert.ok(Number.isInteger(result.exitCode) && result.exitCode >= 0 && result.stdout.length < output.length);
}

/** A word as a POSIX shell reads it; throws where anything in it stands outside quotes that could mean more than itself. */
function unquoted(word: string): string {
  let text = '';
  for (let rest = word; rest !== '';) {
    const [whole, quoted, escaped, plain] = /^(?:'([^']*)'|\\(')|([\w@%+=:,./-]+))/.exec(rest) ?? assert.fail(`${rest} is not quoted`);
    text += quoted ?? escaped ?? plain ?? '';
    rest = rest.slice(whole.length);
  }
  return text;
}
