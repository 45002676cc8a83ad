import type { Adaptation } from '../../../preload/contract/adaptation.ts';
import { formatPercent } from '../../state/format.ts';

type Proposal = Adaptation['next'][number];

const leastCertain = 0.05;
const apart = 0.5;

/** Why an architecture is worth measuring, in a few words. */
export function nextReason({ uncertaintyShare, disagreement }: Pick<Proposal, 'uncertaintyShare' | 'disagreement'>): string {
  if (uncertaintyShare <= leastCertain) return `among the ${Math.max(1, Math.ceil(uncertaintyShare * 100))} % least certain`;
  if (disagreement >= apart) return `proxies disagree by ${formatPercent(disagreement, { digits: 0 })} of ranks`;
  return 'settles the most neighbours';
}
