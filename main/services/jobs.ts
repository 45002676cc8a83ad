import type { Job } from '../../preload/contract/job.ts';
import type { JobRegistry, JobSnapshot } from '../jobs/job-registry.ts';
import { os } from './procedures.ts';

/** The contract's form of a job. */
export function jobToContract(job: JobSnapshot): Job {
  const error = job.error && { code: job.error.code, message: job.error.message, remedy: job.error.remedy, details: job.error.details };
  return { ...job, error };
}

async function* toContract(jobs: AsyncGenerator<JobSnapshot, void>): AsyncGenerator<Job, void> {
  for await (const job of jobs) yield jobToContract(job);
}

export function jobProcedures({ jobs }: { readonly jobs: JobRegistry }) {
  return os.jobs.router({
    list: os.jobs.list.handler(() => jobs.list().map(jobToContract)),
    watch: os.jobs.watch.handler(({ signal }) => toContract(jobs.watch(signal))),
    pause: os.jobs.pause.handler(async ({ input }) => jobToContract(await jobs.pause(input.jobId))),
    resume: os.jobs.resume.handler(async ({ input }) => jobToContract(await jobs.resume(input.jobId))),
    hurry: os.jobs.hurry.handler(({ input }) => jobToContract(jobs.hurry(input.jobId))),
    cancel: os.jobs.cancel.handler(async ({ input }) => jobToContract(await jobs.cancel(input.jobId))),
  });
}
