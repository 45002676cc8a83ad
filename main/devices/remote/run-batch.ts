import { randomBytes } from 'node:crypto';
import { LabError } from '../../core/lab-error.ts';
import type { CommandOptions, DeviceLink } from './device-link.ts';

/** What a device printed for each of several questions; null where it has no answer or denies one. */
export type Answers<Name extends string> = Readonly<Record<Name, string | null>>;

/** Puts several questions to a device in one go: each is a command line of which only the output counts. Throws what the link throws. */
export async function runBatch<Name extends string>(
  link: DeviceLink,
  questions: Readonly<Record<Name, string>>,
  options: CommandOptions = {},
): Promise<Answers<Name>> {
  const mark = `@${randomBytes(8).toString('hex')}`;
  const names = Object.keys(questions) as Name[];
  const asked = names.map((name) => `( ${questions[name]}\n) 2>/dev/null </dev/null; printf '\\n%s %s\\n' ${mark} $?`);
  const { stdout } = await link.run(`${asked.join('\n')}\ntrue`, options);
  const parts = new TextDecoder().decode(stdout).split(new RegExp(`\\n${mark} (\\d+)\\n`));
  if (parts.length !== 2 * names.length + 1) throw incomplete(names.length, (parts.length - 1) / 2);
  const entries = names.map((name, index) => {
    const output = parts[2 * index] ?? '';
    // A command that failed may still have told something, as where one file of many is denied.
    return [name, output.trim() === '' ? null : output] as const;
  });
  return Object.fromEntries(entries) as Record<Name, string | null>;
}

function incomplete(asked: number, answered: number): LabError {
  return new LabError({
    code: 'link-failed',
    message: 'The device answered only some of the questions about itself.',
    remedy: 'Check the cable or the network, then try again.',
    details: `${answered} of ${asked} answers`,
  });
}
