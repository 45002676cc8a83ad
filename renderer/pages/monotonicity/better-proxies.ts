import type { MonotonicityMatrix } from '../../../preload/contract/monotonicity.ts';
import type { IntervalDot } from '../../charts/interval-dots.tsx';

/** Where two devices agree this much, they are probably one device measured twice. */
export const TWIN_SRCC = 0.995;

/** The best proxies of a target, best first; the picked one is always among them. */
export function betterProxies(matrix: MonotonicityMatrix, target: string, picked: string, most: number): IntervalDot[] {
  const all = matrix.pairs
    .filter((pair) => pair.a === target || pair.b === target)
    .flatMap((pair) => {
      const name = pair.a === target ? pair.b : pair.a;
      return pair.srcc === null ? [] : [{ name, srcc: pair.srcc, interval: pair.interval, word: pair.advice }];
    })
    .sort((first, second) => second.srcc - first.srcc);
  const best = all.slice(0, most);
  const chosen = all.find((dot) => dot.name === picked);
  if (chosen === undefined || best.includes(chosen)) return best;
  return [...best.slice(0, most - 1), chosen];
}
