import type { Adaptation } from '../../../preload/contract/adaptation.ts';
import { formatSrcc } from '../../state/format.ts';
import { TWIN_SRCC } from '../monotonicity/better-proxies.ts';

const named = 3;

/** The sources by their agreement with the samples: the best by name, and how far down the others are. */
export function sourceWords(agreements: Adaptation['agreements']): string {
  const sorted = agreements.flatMap(({ name, srcc }) => (srcc === null ? [] : [{ name, srcc }])).toSorted((a, b) => b.srcc - a.srcc);
  if (sorted.length === 0) return 'No source has enough in common with the samples to say how well they agree.';
  const first = sorted.slice(0, named).map(({ name, srcc }) => `${name} ${formatSrcc(srcc, srcc >= TWIN_SRCC ? 3 : 2)}`);
  const rest = sorted.length - named;
  const others = rest > 0 ? ` and ${rest} more down to ${formatSrcc(sorted.at(-1)!.srcc)}` : '';
  return `Sources, SRCC with the samples: ${first.join(', ')}${others}.`;
}

/** Sources that are probably the target itself, measured twice. */
export function twins(agreements: Adaptation['agreements'], samples: number): string[] {
  return samples < 10 ? [] : agreements.filter(({ srcc }) => srcc !== null && srcc >= TWIN_SRCC).map(({ name }) => name);
}
