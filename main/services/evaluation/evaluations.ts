import type { CostModelReport, SearchReport, TransferReport } from '../../../preload/contract/evaluation.ts';
import type { Job } from '../../../preload/contract/job.ts';
import { LabError } from '../../core/lab-error.ts';
import type { JobControl, JobRegistry } from '../../jobs/job-registry.ts';
import { jobToContract } from '../jobs.ts';
import { choiceName } from '../latency-table-choice.ts';
import { os } from '../procedures.ts';
import { RecentResults } from '../recent-results.ts';
import { evaluateCostModels } from './evaluate-cost-models.ts';
import { evaluateSearch } from './evaluate-search.ts';
import { type EvaluationContext, evaluateTransfer } from './evaluate-transfer.ts';

interface EvaluationsContext extends EvaluationContext {
  readonly jobs: JobRegistry;
}

/** Reports that are kept: the last ones, whatever they are of. */
const keptReports = 10;

/** Evaluations: each a job, its report fetched when it has ended. */
export function evaluationProcedures({ jobs, ...context }: EvaluationsContext) {
  const transferReports = new RecentResults<TransferReport>(keptReports);
  const costModelReports = new RecentResults<CostModelReport>(keptReports);
  const searchReports = new RecentResults<SearchReport>(keptReports);

  function start<Report>(
    table: string,
    method: string,
    reports: RecentResults<Report>,
    evaluate: (control: JobControl) => Promise<Report>,
  ): Job {
    const job = jobs.start({
      kind: 'evaluation',
      title: `Evaluating ${method} on ${table}`,
      subject: table,
      isStepwise: true,
      work: async (control) => {
        reports.keep(job.id, await evaluate(control));
        return null;
      },
    });
    return jobToContract(job);
  }

  return os.evaluations.router({
    transfer: os.evaluations.transfer.handler(({ input }) =>
      start(choiceName(input.table), input.method, transferReports, (control) => evaluateTransfer(context, input, control)),
    ),
    costModel: os.evaluations.costModel.handler(({ input }) =>
      start(choiceName(input.table), input.method, costModelReports, (control) => evaluateCostModels(context, input, control)),
    ),
    search: os.evaluations.search.handler(({ input }) =>
      start(choiceName(input.table), input.method, searchReports, (control) => evaluateSearch(context, input, control)),
    ),
    transferReport: os.evaluations.transferReport.handler(({ input }) => found(transferReports, input.jobId)),
    costModelReport: os.evaluations.costModelReport.handler(({ input }) => found(costModelReports, input.jobId)),
    searchReport: os.evaluations.searchReport.handler(({ input }) => found(searchReports, input.jobId)),
  });
}

function found<Report>(reports: RecentResults<Report>, jobId: string): Report {
  const report = reports.find(jobId);
  if (report !== undefined) return report;
  const remedy = 'Wait until the job has finished, or start it again.';
  throw new LabError({ code: 'not-found', message: `There is no report of ${jobId}.`, remedy });
}
