import type { Job } from '../../preload/contract/job.ts';
import { LabError } from '../core/lab-error.ts';
import type { Terminal } from './command.ts';

/** Shows a job until it has ended; Ctrl-C cancels it. Its failure is thrown. */
export async function followJob({ lab, signal, progress }: Terminal, started: Job): Promise<Job> {
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

function endedWell(job: Job): Job {
  if (job.error) throw new LabError(job.error);
  if (job.state !== 'finished') throw new LabError({ code: 'cancelled', message: 'Stopped. What was measured is kept.' });
  return job;
}
