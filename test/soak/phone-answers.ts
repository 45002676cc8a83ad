import fc from 'fast-check';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readSentinel } from '../../main/devices/adb/sentinel.ts';
import { shellWord } from '../../main/devices/remote/shell-word.ts';
import { needs } from '../helpers/requirements.ts';
import { damagedText } from './damaged.ts';
import { fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

const mark = '@0123456789abcdef';
const answers = damagedText([`output\n${mark} 0\nsome error\n${mark}\n`, `\n${mark} 137\n\n${mark}\n`]).map((text) => Buffer.from(text));
/** A process for each of them would take too long. */
const wordsAtOnce = 200;
const shells = ['sh', 'mksh'].filter((shell) => needs(shell) === false);
const hostileText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(...Array.from(` '"\\$\`;&|<>()!#*?~{}[]\n\t-=%a`)), maxLength: 20 }),
  )
  .map((text) => text.replaceAll('\0', ''));
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
  ...shells.map((shell) => ({
    name: `words in a real ${shell}`,
    check: (numRuns: number) =>
      fc.assert(
        fc.property(fc.array(hostileText, { minLength: wordsAtOnce, maxLength: wordsAtOnce }), (texts) => assertCarriedOver(shell, texts)),
        fixedRuns(Math.ceil(numRuns / wordsAtOnce)),
      ),
  })),
];

/** Words come out of a shell as they went in: by themselves, and in a command line that is a word of another one. */
function assertCarriedOver(shell: string, texts: readonly string[]): void {
  const command = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`;
  for (const line of [command, `${shell} -c ${shellWord(command)}`]) {
    const { stdout, stderr } = spawnSync(shell, ['-c', line], { encoding: 'utf8', env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } });
    assert.deepEqual(stdout.split('\0').slice(0, -1), texts, stderr);
  }
}

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
