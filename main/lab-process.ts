import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import { isLabError } from './core/lab-error.ts';
import { labFolder } from './lab-folder.ts';
import { openLab, type Lab } from './lab.ts';
import { tellEndedJobs } from './shell/ended-jobs.ts';
import type { MessageFromLab, MessageToLab } from './shell/lab-messages.ts';
import { shellSecrets } from './shell/shell-secrets.ts';
import { utilityRunnerLauncher } from './shell/utility-runner-launcher.ts';

/** Entry of the desktop app's lab process: the whole lab, reached through message ports that the shell hands over. */
const parent = process.parentPort;

function open(): Lab | undefined {
  try {
    return openLab({
      folder: labFolder(),
      launchRunner: utilityRunnerLauncher(parent),
      secrets: shellSecrets(parent),
      workerEntry: join(import.meta.dirname, 'worker-thread.js'),
      resourcesFolder: join(import.meta.dirname, '../../resources'),
    });
  } catch (error) {
    if (!isLabError(error)) throw error;
    parent.postMessage({ type: 'failed', message: error.message, remedy: error.remedy } satisfies MessageFromLab);
    return undefined; // the shell ends this process
  }
}

const lab = open();
const handler = lab && new RPCHandler(lab.router);
if (lab !== undefined) void followJobs(lab);

async function followJobs({ client }: Lab): Promise<void> {
  await tellEndedJobs(await client.jobs.watch(), (job) => parent.postMessage({ type: 'job-ended', job } satisfies MessageFromLab));
}

parent.on('message', ({ data, ports }: { readonly data: MessageToLab; readonly ports: readonly Electron.MessagePortMain[] }) => {
  const [port] = ports;
  if (data.type === 'connect' && port) {
    handler?.upgrade(port, { context: {} });
    port.start();
  } else if (data.type === 'close') {
    void lab?.close().then(() => process.exit(0));
  }
});
