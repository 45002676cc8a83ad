import { LabError } from '../lab-error.ts';

/** Reads the fields of a predictor's JSON that may come from anywhere; every mismatch is a `parse-failed` that names the field. */
export class PredictorFields {
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #path: string;

  constructor(json: unknown, path = '') {
    if (typeof json !== 'object' || json === null || Array.isArray(json)) throw unreadable(path || 'the model', 'an object');
    this.#fields = new Map<string, unknown>(Object.entries(json));
    this.#path = path;
  }

  /** One of the given words. */
  oneOf<Word extends string>(name: string, words: readonly Word[]): Word {
    const value = this.#fields.get(name);
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw this.refusal(name, words.map((candidate) => `'${candidate}'`).join(' or '));
    return word;
  }

  /** A finite number: JSON has no others. */
  number(name: string): number {
    const value = this.#fields.get(name);
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.refusal(name, 'a number');
    return value;
  }

  positive(name: string): number {
    const value = this.number(name);
    if (!(value > 0)) throw this.refusal(name, 'a positive number');
    return value;
  }

  numberOrNull(name: string): number | null {
    return this.#fields.get(name) === null ? null : this.number(name);
  }

  texts(name: string): string[] {
    const value = this.#fields.get(name);
    if (!isList(value, (item): item is string => typeof item === 'string')) throw this.refusal(name, 'a list of texts');
    return value;
  }

  /** Exactly `length` finite numbers. */
  numbers(name: string, length: number): Float64Array {
    const value = this.#fields.get(name);
    if (!isList(value, (item): item is number => Number.isFinite(item)) || value.length !== length) {
      throw this.refusal(name, `a list of ${length} numbers`);
    }
    return Float64Array.from(value);
  }

  /** Exactly `length` finite numbers, or none at all. */
  numbersOrNone(name: string, length: number): Float64Array {
    const value = this.#fields.get(name);
    return Array.isArray(value) && value.length === 0 ? new Float64Array(0) : this.numbers(name, length);
  }

  /** Finite numbers, however many. */
  numbersOfAnyLength(name: string): Float64Array {
    const value = this.#fields.get(name);
    return this.numbers(name, Array.isArray(value) ? value.length : 0);
  }

  /** Whole numbers from `least` to `most`, however many. */
  integers(name: string, least: number, most: number): Int32Array {
    const value = this.#fields.get(name);
    if (!isList(value, (item): item is number => Number.isInteger(item) && Number(item) >= least && Number(item) <= most)) {
      throw this.refusal(name, `a list of whole numbers from ${least} to ${most}`);
    }
    return Int32Array.from(value);
  }

  objects(name: string): PredictorFields[] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value)) throw this.refusal(name, 'a list');
    return value.map((item, i) => new PredictorFields(item, `${this.#path}${name}[${i}].`));
  }

  /** What to throw where a field is not what is expected. */
  refusal(name: string, expected: string): LabError {
    return unreadable(this.#path + name, expected);
  }

  text(name: string): string {
    const value = this.#fields.get(name);
    if (typeof value !== 'string') throw this.refusal(name, 'a text');
    return value;
  }

  /** Whatever the field holds, for another reader. */
  value(name: string): unknown {
    return this.#fields.get(name);
  }

  object(name: string): PredictorFields {
    return new PredictorFields(this.#fields.get(name), `${this.#path}${name}.`);
  }

  /** Throws unless the field `version` is the one that this version of the lab writes. */
  requireVersion(version: number): void {
    const found = this.number('version');
    if (found === version) return;
    throw new LabError({
      code: 'parse-failed',
      message: `The model is of version ${found}; this lab reads version ${version}.`,
      remedy: found > version ? 'Update the lab.' : 'Train the model again.',
    });
  }
}

function isList<Item>(value: unknown, accepts: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(accepts);
}

function unreadable(field: string, expected: string): LabError {
  return new LabError({
    code: 'parse-failed',
    message: `The model cannot be read: ${field} is not ${expected}.`,
    remedy: 'Export the model again, or train it again.',
    details: field,
  });
}
