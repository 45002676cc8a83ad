import type { TransferReport } from '../../../preload/contract/evaluation.ts';
import { LabError } from '../../core/lab-error.ts';
import type { JobRegistry } from '../../jobs/job-registry.ts';
import { jobToContract } from '../jobs.ts';
import { os } from '../procedures.ts';
import { RecentResults } from '../recent-results.ts';
import { type EvaluationContext, evaluateTransfer } from './evaluate-transfer.ts';
import { choiceName } from './table-of-choice.ts';

interface EvaluationsContext extends EvaluationContext {
  readonly jobs: JobRegistry;
}

/** Reports that are kept: the last ones, whatever they are of. */
const keptReports = 10;

/** Evaluations: each a job, its report fetched when it has ended. */
export function evaluationProcedures({ jobs, ...context }: EvaluationsContext) {
  const transferReports = new RecentResults<TransferReport>(keptReports);

  return os.evaluations.router({
    transfer: os.evaluations.transfer.handler(({ input }) => {
      const table = choiceName(input.table);
      const job = jobs.start({
        kind: 'evaluation',
        title: `${input.method} on ${table}`,
        subject: table,
        work: async (control) => {
          transferReports.keep(job.id, await evaluateTransfer(context, input, control));
          return null;
        },
      });
      return jobToContract(job);
    }),
    transferReport: os.evaluations.transferReport.handler(({ input }) => found(transferReports, input.jobId)),
  });
}

function found<Report>(reports: RecentResults<Report>, jobId: string): Report {
  const report = reports.find(jobId);
  if (report !== undefined) return report;
  const remedy = 'Wait until the job has finished, or start it again.';
  throw new LabError({ code: 'not-found', message: `There is no report of ${jobId}.`, remedy });
}
