import type { FrontPoint, SearchResult } from '../../../preload/contract/search.ts';
import { parseAxisTitle } from '../../charts/axis-title.ts';
import type { Candidate } from '../../charts/candidate.ts';
import { formatMs, formatPercent, formatSignificant } from '../../state/format.ts';

/** What a picked architecture is first compared with: the next slower one of the front, else the slowest before it. */
export function nextOnFront(picked: Candidate, others: readonly FrontPoint[]): FrontPoint | undefined {
  return others.find(({ latencyMs }) => latencyMs > picked.latencyMs) ?? others.at(-1);
}

/** What one gains or loses with the other, in a sentence. */
export function differenceOf(
  picked: Candidate,
  other: Candidate,
  result: Pick<SearchResult, 'accuracyTitle' | 'accuracyMeasured'>,
): string {
  const { name, unit } = parseAxisTitle(result.accuracyTitle);
  const more = other.accuracy - picked.accuracy;
  const slower = other.latencyMs - picked.latencyMs;
  const points = unit === '%' ? 'percentage points' : [unit, result.accuracyMeasured ? '' : name].filter((word) => word !== '').join(' ');
  const score = `${formatSignificant(Math.abs(more), 2)} ${points} ${more < 0 ? 'less' : 'more'}`;
  const share = formatPercent(Math.abs(slower) / picked.latencyMs, { digits: 0 });
  const unsure = picked.measured && other.measured ? '' : ' At least one latency is predicted.';
  return `The other has ${score} and is ${formatMs(Math.abs(slower))} ms (${share}) ${slower < 0 ? 'faster' : 'slower'}.${unsure}`;
}
