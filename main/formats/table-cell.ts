import { shown, type TablePlace, tableError } from './table-place.ts';
import type { Quantity } from './table-quantity.ts';

export interface CellRules {
  readonly quantity: Quantity;
  /** From the file's unit to the quantity's own. */
  readonly convert: (value: number) => number;
  /** A number that stands for "not measured" in this file. */
  readonly missing?: number;
}

const decimalNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const notFinite = /^[+-]?(nan|inf|infinity)$/i;

/** The value of a cell, null where it is empty or holds the code for missing. Throws `invalid-input` naming the place. */
export function readCell(text: string, rules: CellRules, place: TablePlace): number | null {
  if (text === '') return null;
  if (notFinite.test(text)) throw wrong(text, place, 'is not a finite number', 'Leave the cell empty where nothing was measured.');
  if (!decimalNumber.test(text)) throw wrong(text, place, 'is not a number', 'Write a decimal number, or leave the cell empty.');
  const written = Number(text);
  if (written === rules.missing) return null;
  const value = rules.convert(written);
  if (!Number.isFinite(value)) throw wrong(text, place, 'is too large', 'Correct the value.');
  if (value <= 0) {
    throw wrong(text, place, 'is not positive', `Correct it, leave the cell empty, or declare it with --allow-missing ${shown(text)}.`);
  }
  if (rules.quantity === 'accuracy' && value > 100) throw wrong(text, place, 'is more than 100 %', 'Correct the value.');
  return value;
}

function wrong(text: string, place: TablePlace, problem: string, remedy: string): Error {
  return tableError('invalid-input', { ...place, text }, `“${shown(text)}” ${problem}`, remedy);
}
