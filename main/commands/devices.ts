import type { CommandModule } from './command.ts';
import { textTable } from './text-table.ts';

export const devicesCommand: CommandModule = (program, { withLab }) => {
  program
    .command('devices')
    .description('list the devices that can be measured')
    .action(
      withLab(async ({ lab, print }) => {
        const devices = await lab.devices.list();
        const rows = devices.map((device) => [device.id, device.name, device.state, device.remedy ?? device.detail]);
        print({ devices }, textTable(['id', 'name', 'state', 'what it is'], rows));
      }),
    );
};
