import { InvalidArgumentError, Option } from 'commander';
import { invalidInput, isLabError } from '../core/lab-error.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import { textLines } from '../formats/text-lines.ts';
import { fileSource, readBytes } from '../formats/text-source.ts';

/** As many as the contract takes at once. */
const mostArchitectures = 100_000;
const largestText = 64 * 2 ** 20;

/** Parses an integer option; commander prints the refusal. */
export function integer(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Parses a finite number option. */
export function decimal(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}

/** Parses `a,b,c`. */
export function list(text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.some((item) => item === '')) throw new InvalidArgumentError('It must be names joined by commas.');
  return items;
}

/** Parses `1,2,3`. */
export function integers(text: string): number[] {
  return list(text).map(integer);
}

/** What `a,b|all` means to the contract. */
export function allOrNamed(names: string[]): 'all' | string[] {
  return names.length === 1 && names[0] === 'all' ? 'all' : names;
}

/** The option of every command that measures. */
export function affinityOption(): Option {
  const what = 'processors to hold the runner to, for example 0,1, or any; default: on phones and boards the fastest cluster';
  return new Option('--affinity <cpus>', what).argParser((text) => (text === 'any' ? [] : integers(text)));
}

/** The seed option that every sampling command has. */
export function seedOption(): Option {
  return new Option('--seed <n>', 'seed of every random choice').argParser(integer).default(1);
}

/**
 * Architecture names of a text file, one a line; blank lines and `#` comments are passed over. With a space, a name that is none of its own
 * is refused with file and line.
 */
export async function readArchitectures(path: string, spaceId?: string): Promise<string[]> {
  const file = fileSource(path);
  const space = spaceId === undefined ? undefined : findSpace(spaceId);
  const names: string[] = [];
  let line = 0;
  for await (const text of textLines(file)) {
    line++;
    const name = text.trim();
    if (name === '' || name.startsWith('#')) continue;
    try {
      space?.parse(name);
    } catch (error) {
      throw isLabError(error) ? invalidInput(`${file.name}, line ${line}, column 1: ${error.message}`, error.remedy, name) : error;
    }
    names.push(name);
    if (names.length > mostArchitectures) throw invalidInput(`${file.name} has more than ${mostArchitectures} lines.`, 'Give fewer.');
  }
  if (names.length === 0) throw invalidInput(`${file.name} holds no architecture.`, 'Write one architecture name a line.');
  return names;
}

/** A text file's content. Throws `not-found`, `permission-denied` and, for more than 64 MiB, `parse-failed`. */
export async function readTextFile(path: string): Promise<string> {
  return Buffer.from(await readBytes(fileSource(path), largestText)).toString();
}

/** An object without its undefined members, as optional contract fields want it. */
export function defined<T extends object>(options: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
