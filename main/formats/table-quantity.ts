import { tableError } from './table-place.ts';

export type Quantity = 'latency' | 'accuracy';

/** The unit in which values of a quantity are kept. */
export const unitOf: Readonly<Record<Quantity, string>> = { latency: 'ms', accuracy: '%' };

type Conversion = (value: number) => number;

/** Dividing by a power of ten rounds once; multiplying by its inverse would round twice. */
const conversions: Readonly<Record<Quantity, ReadonlyMap<string, Conversion>>> = {
  latency: new Map<string, Conversion>([
    ['ms', (value) => value],
    ['us', (value) => value / 1000],
    ['µs', (value) => value / 1000],
    ['s', (value) => value * 1000],
  ]),
  accuracy: new Map<string, Conversion>([['%', (value) => value]]),
};

/** How values in `unit` become values in the quantity's own unit. */
export function conversionFrom(unit: string | undefined, quantity: Quantity, file: string): Conversion {
  const conversion = conversions[quantity].get(unit ?? unitOf[quantity]);
  if (conversion) return conversion;
  const known = [...conversions[quantity].keys()].join(', ');
  throw tableError('invalid-input', { file, text: `unit: ${unit}` }, `“${unit}” is no unit of ${quantity}`, `Use one of these: ${known}.`);
}
