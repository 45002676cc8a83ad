import { ORPCError } from '@orpc/client';
import type { TransferReport, TransferRequest } from '../../../preload/contract/evaluation.ts';
import type { LabClient } from '../../../preload/contract/index.ts';
import type { Job } from '../../../preload/contract/job.ts';

/**
 * Evaluates as a job and waits for its report. A page that is loaded again finds the job it had started, or its report; one that goes elsewhere
 * (`signal`) stops it.
 */
export async function runTransfer(lab: LabClient, request: TransferRequest, signal: AbortSignal): Promise<TransferReport> {
  const place = `proxylab.evaluation ${JSON.stringify(request)}`;
  const known = (await lab.jobs.list(undefined, { signal })).find(({ id }) => id === sessionStorage.getItem(place));
  if (known?.state === 'finished') {
    const report = await lab.evaluations.transferReport({ jobId: known.id }).catch(() => null); // only the last few are kept
    if (report !== null) return report;
  }
  const job = known?.state === 'running' ? known : await lab.evaluations.transfer(request);
  sessionStorage.setItem(place, job.id);
  const stop = (): void => void lab.jobs.cancel({ jobId: job.id }).catch(() => undefined); // it may have ended
  signal.addEventListener('abort', stop, { once: true });
  try {
    const ended = await endOf(lab, job, signal);
    if (ended.state !== 'finished') throw failureOf(ended);
    return await lab.evaluations.transferReport({ jobId: job.id });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function failureOf({ error }: Job): Error {
  const stopped = {
    message: 'The evaluation was stopped.',
    code: 'cancelled',
    remedy: 'Start it again to see how sure the ranking is.',
    details: '',
  };
  const { message, ...data } = error ?? stopped;
  return new ORPCError('LAB', { message, data });
}

async function endOf(lab: LabClient, { id }: Job, signal: AbortSignal): Promise<Job> {
  for await (const job of await lab.jobs.watch(undefined, { signal })) {
    if (job.id === id && !['running', 'paused'].includes(job.state)) return job;
  }
  throw new Error('The lab tells no more of its jobs.');
}
