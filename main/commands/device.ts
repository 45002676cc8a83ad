import { resolve } from 'node:path';
import { LabError } from '../core/lab-error.ts';
import type { CommandModule } from './command.ts';
import { defined } from './options.ts';

interface AddOptions {
  readonly key?: string;
  readonly name?: string;
  readonly acceptHostKey?: string;
}

export const deviceCommand: CommandModule = (program, { withLab }) => {
  const device = program.command('device').description('boards that are reached over SSH, phones on Wi-Fi');

  device
    .command('add <address>')
    .description('add a board: ssh://user@host[:port]; it has to answer')
    .option('--key <file>', 'private key to log in with; default: the SSH agent’s keys and those in ~/.ssh, then a password')
    .option('--name <name>', 'how it is called in lists; default: the host’s name')
    .option('--accept-host-key <fingerprint>', 'the board’s host key, compared with what the board itself shows: SHA256:…')
    .action(
      withLab(async ({ lab, print, signal }, address: string, { key, ...options }: AddOptions) => {
        const keyFile = key === undefined ? undefined : resolve(key);
        const answer = await lab.devices.add({ address, ...defined({ keyFile, ...options }) }, { signal });
        switch (answer.outcome) {
          case 'added':
            return print({ device: answer.device }, `Added ${answer.device.id}: ${answer.device.detail}`);
          case 'host-key':
          case 'secret':
            throw new LabError({ code: 'unauthorized', ...answer });
        }
      }),
    );

  device
    .command('pair <address> <code>')
    .description('make a phone on Wi-Fi trust this computer by what it shows under “Pair device with pairing code”; then: adb connect')
    .action(
      withLab(async ({ lab, print, signal }, address: string, code: string) => {
        await lab.devices.pairPhone({ address, code }, { signal });
        print({ paired: address }, `Paired with ${address}.`);
      }),
    );

  device
    .command('remove <device>')
    .description('forget a board; what was measured on it stays')
    .action(
      withLab(async ({ lab, print }, deviceId: string) => {
        await lab.devices.remove({ deviceId });
        print({ removed: deviceId }, `Removed ${deviceId}.`);
      }),
    );
};
