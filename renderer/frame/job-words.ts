import type { Job } from '../../preload/contract/job.ts';
import { formatCount, formatLeft } from '../state/format.ts';

/** "60 of 100, about 17 min left", "waits for Pixel 8" */
export function jobProgress(job: Pick<Job, 'state' | 'waiting' | 'done' | 'total' | 'etaSeconds'>): string {
  if (job.waiting !== null) return `waits for ${job.waiting.for}`;
  const done = job.total === 0 ? '' : `${formatCount(job.done)} of ${formatCount(job.total)}`;
  const left = job.state === 'paused' ? 'paused' : job.etaSeconds === null ? '' : formatLeft(job.etaSeconds);
  return [done, left].filter((part) => part !== '').join(', ');
}

/** "2 running, 1 waiting" */
export function underWay(active: readonly Pick<Job, 'state' | 'waiting'>[]): string {
  const states = Map.groupBy(active, ({ state, waiting }) => (waiting === null ? state : 'waiting'));
  const counts = (['running', 'paused', 'waiting'] as const).flatMap((state) => {
    const jobs = states.get(state);
    return jobs === undefined ? [] : [`${formatCount(jobs.length)} ${state}`];
  });
  return counts.join(', ') || 'none running';
}
