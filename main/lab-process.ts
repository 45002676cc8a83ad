import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import { isLabError } from './core/lab-error.ts';
import { labFolder, settingsFolder } from './lab-folder.ts';
import { LabHost } from './lab-host.ts';
import { openLab } from './lab.ts';
import { RecentLabs } from './recent-labs.ts';
import { tellEndedJobs } from './shell/ended-jobs.ts';
import type { MessageFromLab, MessageToLab } from './shell/lab-messages.ts';
import { shellSecrets } from './shell/shell-secrets.ts';
import { utilityRunnerLauncher } from './shell/utility-runner-launcher.ts';

/** Entry of the desktop app's lab process: the whole lab, reached through message ports that the shell hands over. */
const parent = process.parentPort;

function open(): LabHost | undefined {
  const recent = new RecentLabs(join(settingsFolder(), 'labs.json'));
  try {
    return new LabHost({
      folder: process.env['PROXYLAB_LAB'] === undefined ? (recent.list()[0] ?? labFolder()) : labFolder(),
      recent,
      open: (folder, labs) =>
        openLab({
          folder,
          labs,
          launchRunner: utilityRunnerLauncher(parent),
          secrets: shellSecrets(parent),
          workerEntry: join(import.meta.dirname, 'worker-thread.js'),
          resourcesFolder: join(import.meta.dirname, '../../resources'),
        }),
    });
  } catch (error) {
    if (!isLabError(error)) throw error;
    parent.postMessage({ type: 'failed', message: error.message, remedy: error.remedy } satisfies MessageFromLab);
    return undefined; // the shell ends this process
  }
}

const lab = open();
const connected = new Set<Electron.MessagePortMain>();
if (lab !== undefined) void followJobs(lab);
lab?.subscribe((folder) => {
  parent.postMessage({ type: 'lab-opened', folder } satisfies MessageFromLab);
  for (const port of connected) port.close(); // the window asks for another
  connected.clear();
  void followJobs(lab);
});

async function followJobs({ client }: LabHost): Promise<void> {
  await tellEndedJobs(await client.jobs.watch(), (job) => parent.postMessage({ type: 'job-ended', job } satisfies MessageFromLab));
}

parent.on('message', ({ data, ports }: { readonly data: MessageToLab; readonly ports: readonly Electron.MessagePortMain[] }) => {
  const [port] = ports;
  if (data.type === 'connect' && port && lab) {
    new RPCHandler(lab.router).upgrade(port, { context: {} });
    connected.add(port);
    port.once('close', () => connected.delete(port));
    port.start();
  } else if (data.type === 'close') {
    void lab?.close().then(() => process.exit(0));
  }
});
