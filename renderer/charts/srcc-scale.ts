import { formatSrcc } from '../state/format.ts';

/** From this rank correlation on a predictor is reused as it is. */
export const REUSE_SRCC = 0.9;

/** Step of the sequential colours (0 … 10) of a rank correlation: bins of .1, the last split at .95; negative values share the lowest. */
export function srccStep(srcc: number): number {
  if (srcc >= 0.95) return 10;
  // A hair above the bin's edge: 0.3 is stored as 0.299999… by many a sum.
  return Math.max(0, Math.min(9, Math.floor(srcc * 10 + 1e-9)));
}

/** Token of the cell's colour. */
export function srccColour(srcc: number): string {
  return `var(--seq-${srccStep(srcc)})`;
}

/** Token of the text colour that can be read on the cell: it turns where the colours turn dark (light scheme) or light (dark scheme). */
export function srccInk(srcc: number): string {
  return srccStep(srcc) >= 8 ? 'var(--seq-on-hi)' : 'var(--seq-on-lo)';
}

/** Two digits without the leading zero, as it fits into a cell: `.69`, `−.12`, `1.0`; never rounded up over the gate. */
export function srccCellText(srcc: number): string {
  return formatSrcc(srcc)
    .replace(/^(−?)0\./, '$1.')
    .replace('1.00', '1.0');
}

export type SrccMark = 'reuse' | 'unsure' | 'adapt' | 'unknown';

/** Decision mark of a pair from its interval: `reuse` when even the lower bound reaches .90, `unsure` when the interval crosses it. */
export function srccMark(low: number | null, high: number | null): SrccMark {
  if (low === null || high === null) return 'unknown';
  if (low >= REUSE_SRCC) return 'reuse';
  return high >= REUSE_SRCC ? 'unsure' : 'adapt';
}
