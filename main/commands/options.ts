import { InvalidArgumentError, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { invalidInput } from '../core/lab-error.ts';

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

/** The seed option that every sampling command has. */
export function seedOption(): Option {
  return new Option('--seed <n>', 'seed of every random choice').argParser(integer).default(1);
}

/** Architecture names of a text file, one a line; blank lines and `#` comments are passed over. */
export async function readArchitectures(path: string): Promise<string[]> {
  const names = (await readTextFile(path)).split(/\r?\n/).map((line) => line.trim());
  const kept = names.filter((line) => line !== '' && !line.startsWith('#'));
  if (kept.length === 0) throw invalidInput(`${path} holds no architecture.`, 'Write one architecture name a line.');
  return kept;
}

/** A text file's content; a missing or unreadable file is an `invalid-input` that names it. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw invalidInput(`Could not read ${path}.`, 'Check the path and its permissions.', cause instanceof Error ? cause.message : '');
  }
}

/** An object without its undefined members, as optional contract fields want it. */
export function defined<T extends object>(options: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
}
