import type { FrontPoint, SearchResult } from '../../../preload/contract/search.ts';
import { parseAxisTitle } from '../../charts/axis-title.ts';
import { bestWithin } from '../../charts/staircase.ts';
import { formatMs, formatSignificant } from '../../state/format.ts';

/** The best of a front under a limit (Infinity: none); null where nothing keeps to it. */
export function bestUnder(front: readonly FrontPoint[], limitMs: number): FrontPoint | null {
  const index = bestWithin(
    front.map((point) => point.latencyMs),
    limitMs,
  );
  return index === undefined ? null : (front[index] ?? null);
}

/** A score with the unit of its axis: `71.63 %`, `55.0 M MACs`. */
export function scoreText(score: number, result: Pick<SearchResult, 'accuracyTitle' | 'accuracyMeasured'>): string {
  const { name, unit } = parseAxisTitle(result.accuracyTitle);
  return [formatSignificant(score, 4), unit, result.accuracyMeasured ? '' : name].filter((word) => word !== '').join(' ');
}

/** The page's answer: the best architecture under the limit, and whether its latency was measured. */
export function searchAnswer(result: SearchResult, limitMs: number): string {
  const best = bestUnder(result.front, limitMs);
  const limit = Number.isFinite(limitMs) ? `under ${formatMs(limitMs)} ms` : 'without a limit';
  if (best === null) {
    const fastest = result.front[0];
    return fastest === undefined
      ? 'This search found nothing.'
      : `Nothing ${limit}: the fastest of the front takes ${formatMs(fastest.latencyMs)} ms.`;
  }
  const word = result.accuracyMeasured ? 'Best' : 'Largest';
  const state = best.measured ? 'measured' : 'predicted, not yet measured';
  return `${word} ${limit}: ${scoreText(best.accuracy, result)} at ${formatMs(best.latencyMs)} ms, ${state}.`;
}
