import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import type { PublishedResult } from '../../main/core/accuracy/published-fit.ts';

/** Results whose source does not say the resolution are taken at the usual one. */
const usualResolution = 224;

/** CSV: model, top1 (%), params_m, macs_m (millions), resolution (pixels or empty), has_se (0, 1), activation, family, recipe. */
export function readPublishedResults(path: string): PublishedResult[] {
  const rows = parse(readFileSync(path), { columns: true }) as Record<string, string>[];
  return rows.map((row) => ({
    top1: Number(row['top1']),
    macs: 1e6 * Number(row['macs_m']),
    params: 1e6 * Number(row['params_m']),
    resolution: Number(row['resolution']) || usualResolution,
    squeezeExcite: row['has_se'] === '1',
    swish: row['activation'] === 'swish' || row['activation'] === 'hswish',
    family: row['family'] ?? '',
    recipe: row['recipe'] ?? '',
  }));
}
