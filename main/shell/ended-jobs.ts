import type { Job } from '../../preload/contract/job.ts';

/** Work of at least this length is worth a notification: its start is no longer before a person's eyes. */
const longMs = 30_000;

/** What is told of long work that has ended by itself. */
export interface EndedJob {
  readonly title: string;
  readonly failed: boolean;
  /** What it came to, or why it failed. */
  readonly message: string;
}

/** Follows the lab's jobs and tells of each long one that finishes or fails; ends with the stream. Work that a person stopped is known already. */
export async function tellEndedJobs(jobs: AsyncIterable<Job>, tell: (job: EndedJob) => void): Promise<void> {
  const running = new Set<string>();
  for await (const { id, title, state, message, error, startedAtMs, endedAtMs } of jobs) {
    if (state === 'running') running.add(id);
    else if (running.delete(id) && (state === 'finished' || state === 'failed') && (endedAtMs ?? startedAtMs) - startedAtMs >= longMs)
      tell({ title, failed: state === 'failed', message: error?.message ?? message });
  }
}
