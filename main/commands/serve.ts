import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isLabError, LabError } from '../core/lab-error.ts';
import type { LabHost } from '../lab-host.ts';
import { serve, type ServedLab } from '../serve.ts';
import { keepServedAddress, lastServedAddress } from '../served-address.ts';
import type { CommandModule } from './command.ts';
import { integer } from './options.ts';

const windowFolder = join(import.meta.dirname, '../../out/renderer');

export const serveCommand: CommandModule = (program, { withLabHost }) => {
  program
    .command('serve')
    .description('the lab in a browser of this computer; the printed address lets it in')
    .option('--port <n>', 'port on 127.0.0.1; 0: any free one; default: the last one, if it is free', integer)
    .action(
      withLabHost(async (lab, { signal, print }, options: { readonly port?: number }) => {
        if (!existsSync(join(windowFolder, 'index.html')))
          throw new LabError({
            code: 'not-found',
            message: 'The window has not been built.',
            remedy: 'Run npm run build once, or use npm start.',
          });
        const served = await serveAgain(lab, options.port);
        print({ url: served.url }, `ProxyLab is open at ${served.url}\nStop it with Ctrl-C.`);
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
        await served.close();
      }),
    );
};

/** At the address of the last time where that can be had: a window that is still open goes on. */
async function serveAgain(lab: LabHost, chosenPort: number | undefined): Promise<ServedLab> {
  const { folder } = await lab.client.lab.info();
  const last = lastServedAddress(folder);
  const at = (port: number): Promise<ServedLab> => serve({ lab, windowFolder, address: { ...last, port } });
  const served = await at(chosenPort ?? last.port).catch((error: unknown) => {
    if (chosenPort === undefined && isLabError(error, 'port-in-use')) return at(0);
    throw error;
  });
  keepServedAddress(folder, { ...last, port: served.port });
  return served;
}
