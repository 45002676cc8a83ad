import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoSummary, type DemoSummary } from '../../../preload/contract/demo.ts';
import { LabError } from '../../core/lab-error.ts';
import type { JobControl, JobRegistry } from '../../jobs/job-registry.ts';
import { jobToContract } from '../jobs.ts';
import { os } from '../procedures.ts';
import { demoReport } from './demo-report.ts';
import { runDemo, type DemoLab } from './run-demo.ts';

interface DemoContext {
  readonly lab: DemoLab;
  readonly jobs: JobRegistry;
  /** Each demo has a folder of its own in here. */
  readonly reportsFolder: string;
  readonly clock: () => number;
}

export function demoProcedures({ lab, jobs, reportsFolder, clock }: DemoContext) {
  async function work(quick: boolean, seed: number, name: string, control: JobControl): Promise<string> {
    const { summary, search } = await runDemo(lab, { quick, seed, table: name, clock }, control);
    const folder = join(reportsFolder, name);
    const complete: DemoSummary = { ...summary, reportPath: join(folder, 'report.html') };
    const [table, measurements] = await Promise.all([lab.tables.get({ table: name }), campaignsOf(complete)]);
    await mkdir(folder, { recursive: true });
    await writeFile(complete.reportPath, demoReport({ summary: complete, search, table, campaigns: measurements, writtenAtMs: clock() }));
    await writeFile(join(folder, 'summary.json.part'), JSON.stringify(complete), { flush: true });
    await rename(join(folder, 'summary.json.part'), join(folder, 'summary.json')); // last: a demo without it did not end
    return complete.reportPath;
  }
  const campaignsOf = (summary: DemoSummary) => Promise.all(summary.campaigns.map((campaignId) => lab.campaigns.get({ campaignId })));

  return os.demo.router({
    start: os.demo.start.handler(({ input: { quick, seed } }) => {
      const name = `demo ${timestamp(clock())}`;
      const job = jobs.start({
        kind: 'demo',
        title: quick ? 'Quick demo' : 'Demo',
        subject: name,
        work: (control) => work(quick, seed, name, control),
      });
      return jobToContract(job);
    }),
    summary: os.demo.summary.handler(() => latestSummary(reportsFolder)),
  });
}

/** `2026-11-21 02.57.39` in universal time: sorts by time and is a valid file name everywhere. */
function timestamp(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
}

async function latestSummary(reportsFolder: string): Promise<DemoSummary> {
  const folders = await readdir(reportsFolder).catch(() => []);
  for (const folder of folders.toSorted((a, b) => (a < b ? 1 : -1))) {
    const text = await readFile(join(reportsFolder, folder, 'summary.json'), 'utf8').catch(() => null);
    if (text !== null) return demoSummary.parse(JSON.parse(text));
  }
  throw new LabError({ code: 'not-found', message: 'No demo has been run in this lab.', remedy: 'Run proxylab demo.' });
}
