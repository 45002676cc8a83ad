import assert from 'node:assert/strict';
import type fc from 'fast-check';
import { LabError } from '../../main/core/lab-error.ts';

/** A property that the tests check on few inputs and `npm run soak` on many. */
export interface SoakProperty {
  readonly name: string;
  /** How many inputs `npm run soak` takes, where each takes seconds; default: 100,000. */
  readonly soakInputs?: number;
  /** The same in the tests; default: 2,000. */
  readonly testedInputs?: number;
  /** Throws where the property fails; may return what is to be printed. */
  check(numRuns: number): void | Promise<void> | Promise<string>;
}

/** Inputs of a property in the tests; `npm run soak` takes many more. */
export const testedInputs = 2000;

/** One input may not take longer than this: what takes longer hangs. */
const longestMs = 10_000;

/** The same inputs in every run. */
export function fixedRuns(numRuns: number): fc.Parameters<unknown> {
  return { seed: 1, numRuns };
}

/** Asserts that an input was read, or refused with a sentence, a closed code and, where `place` is given, the place of the fault. */
export function assertRefusal(error: unknown, place?: RegExp): void {
  assert.ok(error instanceof LabError, error instanceof Error ? error.stack : String(error));
  assert.match(error.code, /^(parse-failed|invalid-input|unsupported)$/);
  assert.notEqual(error.message, '');
  assert.notEqual(error.remedy, '');
  if (place !== undefined) assert.match(error.message, place);
}

/** Runs `work` and asserts that it ends in time. */
export function inTime<Result>(work: () => Result): Result {
  const start = performance.now();
  const result = work();
  assert.ok(performance.now() - start < longestMs, 'it hangs');
  return result;
}
