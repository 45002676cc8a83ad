import type { ImportedProfile } from '../../preload/contract/profile.ts';

/** What an imported profile brought, in a sentence or two. */
export function importWords({ profile, added, known, leftOut }: ImportedProfile): string {
  const kept = leftOut.reduce((sum, { latencies }) => sum + latencies, 0);
  return [
    `${profile.name}: ${added === 0 ? 'no new latencies' : count(added, 'new latency', 'new latencies')}${known === 0 ? '' : `, ${known} known already`}.`,
    ...(kept === 0 ? [] : [`${count(kept, 'latency was', 'latencies were')} left out: other values are there already, and stay.`]),
  ].join(' ');
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
