import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../core/lab-error.ts';
import { serve } from '../serve.ts';
import type { CommandModule } from './command.ts';
import { integer } from './options.ts';

const windowFolder = join(import.meta.dirname, '../../out/renderer');

export const serveCommand: CommandModule = (program, { withOpenLab }) => {
  program
    .command('serve')
    .description('the lab in a browser of this computer; the printed address lets it in')
    .option('--port <n>', 'port on 127.0.0.1; 0: any free one', integer, 0)
    .action(
      withOpenLab(async (lab, { signal, print }, options: { readonly port: number }) => {
        if (!existsSync(join(windowFolder, 'index.html')))
          throw new LabError({
            code: 'not-found',
            message: 'The window has not been built.',
            remedy: 'Run npm run build once, or use npm start.',
          });
        const served = await serve({ lab, windowFolder, port: options.port });
        print({ url: served.url }, `ProxyLab is open at ${served.url}\nStop it with Ctrl-C.`);
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
        await served.close();
      }),
    );
};
