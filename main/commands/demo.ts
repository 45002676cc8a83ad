import type { DemoSummary } from '../../preload/contract/demo.ts';
import type { CommandModule } from './command.ts';
import { followJob } from './follow-job.ts';
import { seedOption } from './options.ts';
import { formatDuration } from './progress-line.ts';

export const demoCommand: CommandModule = (program, { withLab }) => {
  program
    .command('demo')
    .description('the whole job on this computer: measure, train, adapt, search, verify, report')
    .option('--quick', 'a smaller sample, under four minutes', false)
    .addOption(seedOption())
    .action(
      withLab(async (terminal, options: { readonly quick: boolean; readonly seed: number }) => {
        await followJob(terminal, await terminal.lab.demo.start(options));
        const summary = await terminal.lab.demo.summary();
        terminal.print(summary, describe(summary));
      }),
    );
};

function describe(summary: DemoSummary): string {
  const srcc = (value: number | null): string => (value === null ? 'unknown' : value.toFixed(3));
  return [
    `Measured ${summary.architectures.length} architectures of ${summary.spaceId} as ${summary.proxy.column} (proxy) and ${summary.target.column} (target) in ${formatDuration(summary.seconds)}.`,
    `SRCC on ${summary.heldOut} architectures that the adaptation did not see: ${srcc(summary.srccProxy)} with the proxy as it is, ${srcc(summary.srccAdapted)} after adapting it with ${summary.samples.length} measurements.`,
    `${summary.front.length} architectures on the Pareto front. ${summary.accuracyStatement}`,
    '',
    `Report:          ${summary.reportPath}`,
    'Open the window: npm start',
  ].join('\n');
}
