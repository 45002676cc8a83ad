import type { CommandModule } from './command.ts';
import { followCampaign } from './follow-campaign.ts';
import { printCampaign } from './measure.ts';
import { textTable } from './text-table.ts';

export const campaignCommand: CommandModule = (program, { withLab }) => {
  const campaign = program.command('campaign').description('measurement campaigns: list them, resume or cancel one');

  campaign
    .command('list')
    .description('all campaigns of the lab')
    .action(
      withLab(async ({ lab, print }) => {
        const campaigns = await lab.campaigns.list();
        const rows = campaigns.map((one) => [
          one.id,
          one.state,
          `${one.done} of ${one.total}`,
          one.deviceName,
          one.spaceId,
          one.table,
          one.column,
        ]);
        print({ campaigns }, textTable(['id', 'state', 'measured', 'device', 'space', 'table', 'column'], rows));
      }),
    );

  campaign
    .command('resume <id>')
    .description('go on with an interrupted or paused campaign; nothing is measured twice')
    .action(
      withLab(async (terminal, campaignId: string) => {
        const resumed = await terminal.lab.campaigns.resume({ campaignId });
        printCampaign(terminal, await followCampaign(terminal, resumed));
      }),
    );

  campaign
    .command('cancel <id>')
    .description('give a campaign up; what was measured stays')
    .action(
      withLab(async (terminal, campaignId: string) => {
        const cancelled = await terminal.lab.campaigns.cancel({ campaignId });
        terminal.print({ campaign: cancelled }, `${cancelled.id} cancelled; ${cancelled.done} measured architectures are kept.`);
      }),
    );
};
