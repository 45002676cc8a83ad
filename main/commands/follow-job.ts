import type { Job } from '../../preload/contract/job.ts';
import { LabError } from '../core/lab-error.ts';
import type { LabClient } from '../../preload/contract/index.ts';
import type { Terminal } from './command.ts';

interface JobTerminal extends Pick<Terminal, 'signal' | 'progress'> {
  readonly lab: Pick<LabClient, 'jobs'>;
}

/** Shows a job until it has ended; Ctrl-C cancels it. Its failure is thrown. */
export async function followJob({ lab, signal, progress }: JobTerminal, started: Job): Promise<Job> {
  const cancel = (): void => void lab.jobs.cancel({ jobId: started.id });
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for await (const job of await lab.jobs.watch()) {
      if (job.id !== started.id) continue;
      if (job.state === 'running') progress.show(job);
      else return endedWell(job);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    progress.end();
  }
  throw new LabError({ code: 'cancelled', message: 'The lab was closed.' });
}

/** Shows the running job of a kind while `work`, which started it, goes on. */
export async function showJobDuring<Result>(
  { lab, progress }: Omit<JobTerminal, 'signal'>,
  kind: Job['kind'],
  work: Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const shown = showJobs({ lab, progress }, kind, stop.signal);
  try {
    return await work;
  } finally {
    stop.abort();
    await shown;
    progress.end();
  }
}

async function showJobs({ lab, progress }: Omit<JobTerminal, 'signal'>, kind: Job['kind'], signal: AbortSignal): Promise<void> {
  try {
    for await (const job of await lab.jobs.watch(undefined, { signal })) {
      if (job.kind === kind && job.state === 'running') progress.show(job);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function endedWell(job: Job): Job {
  if (job.error) throw new LabError(job.error);
  if (job.state !== 'finished') {
    const message = job.kind === 'evaluation' || job.kind === 'cost-model' ? 'Stopped.' : 'Stopped. What was measured is kept.';
    throw new LabError({ code: 'cancelled', message });
  }
  return job;
}
