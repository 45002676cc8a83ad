import { RPCHandler } from '@orpc/server/message-port';
import { isLabError } from './core/lab-error.ts';
import { labFolder } from './lab-folder.ts';
import { openLab, type Lab } from './lab.ts';
import type { MessageFromLab, MessageToLab } from './shell/lab-messages.ts';
import { utilityRunnerLauncher } from './shell/utility-runner-launcher.ts';

/** Entry of the desktop app's lab process: the whole lab, reached through message ports that the shell hands over. */
const parent = process.parentPort;

async function open(): Promise<Lab> {
  try {
    return await openLab({ folder: labFolder(), launchRunner: utilityRunnerLauncher(parent) });
  } catch (error) {
    if (!isLabError(error)) throw error;
    parent.postMessage({ type: 'failed', message: error.message, remedy: error.remedy } satisfies MessageFromLab);
    return new Promise(() => {}); // the shell ends this process
  }
}

// Listening starts at once: windows may ask for the lab before it is open.
const opening = open();
const opened = opening.then((lab) => ({ lab, handler: new RPCHandler(lab.router) }));

parent.on('message', ({ data, ports }: { readonly data: MessageToLab; readonly ports: readonly Electron.MessagePortMain[] }) => {
  const [port] = ports;
  if (data.type === 'connect' && port) {
    void opened.then(({ handler }) => {
      handler.upgrade(port, { context: {} });
      port.start();
    });
  } else if (data.type === 'close') {
    void opened.then(({ lab }) => lab.close()).then(() => process.exit(0));
  }
});
