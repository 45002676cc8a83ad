import { shown, type TablePlace, tableError } from './table-place.ts';

export type Quantity = 'latency' | 'energy' | 'accuracy';

/** The unit in which values of a quantity are kept. */
export const unitOf: Readonly<Record<Quantity, string>> = { latency: 'ms', energy: 'mJ', accuracy: '%' };

type Conversion = (value: number) => number;

/** Dividing by a power of ten rounds once; multiplying by its inverse would round twice. */
const conversions: Readonly<Record<Quantity, ReadonlyMap<string, Conversion>>> = {
  latency: new Map<string, Conversion>([
    ['ms', (value) => value],
    ['us', (value) => value / 1000],
    ['µs', (value) => value / 1000],
    ['ns', (value) => value / 1e6],
    ['s', (value) => value * 1000],
  ]),
  energy: new Map<string, Conversion>([
    ['mJ', (value) => value],
    ['uJ', (value) => value / 1000],
    ['µJ', (value) => value / 1000],
    ['J', (value) => value * 1000],
  ]),
  accuracy: new Map<string, Conversion>([['%', (value) => value]]),
};

/** How values in `unit` become values in the quantity's own unit; `place` is where the unit stands. */
export function conversionFrom(unit: string | undefined, quantity: Quantity, place: TablePlace): Conversion {
  const conversion = conversions[quantity].get(unit ?? unitOf[quantity]);
  if (conversion) return conversion;
  const known = [...conversions[quantity].keys()].join(', ');
  throw tableError('invalid-input', place, `“${shown(unit ?? '')}” is no unit of ${quantity}`, `Use one of these: ${known}.`);
}

/** A unit at the end of a column's name, as in `phone (us)`, `phone [ms]` or `phone_us`. */
const namedUnit = /(?:[([](ms|us|µs|ns|s|mJ|uJ|µJ|J|%)[)\]]|_(ms|us|ns|mJ|uJ))$/;

/**
 * Checks that a column's name does not give another unit than the values have: one that the values of the file are not in, or one that
 * they are not kept in. `place` is the column's.
 */
export function checkNamedUnit(column: string, unit: string | undefined, quantity: Quantity, place: TablePlace): void {
  const [, bracketed, suffixed] = namedUnit.exec(column) ?? [];
  const named = bracketed ?? suffixed;
  const kept = unitOf[quantity];
  if (named === undefined || (named === kept && (unit ?? kept) === kept)) return;
  const problem = `its name says ${named}, and the table is ${unit === named ? `kept in ${kept}` : `in ${unit ?? kept}`}`;
  const remedy = `Give all columns in one unit, named above the header (# unit: ${named}), and leave it out of their names.`;
  throw tableError('invalid-input', place, problem, remedy);
}
