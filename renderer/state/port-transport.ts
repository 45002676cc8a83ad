import { RPCLink } from '@orpc/client/message-port';
import type { OpenTransport } from './transport.ts';

/** What the preload script exposes. */
export type LabBridge = {
  /** Asks for a port, which then arrives as the window message `lab:port`. */
  connect: () => void;
  /** Asks with the system's dialog for another lab; what is chosen arrives as the shell's message `open-lab`. */
  chooseLab: () => void;
};

declare global {
  interface Window {
    lab?: LabBridge;
  }
}

const waitMs = 10_000;

/** In the desktop shell: a message port to the lab's own process. */
export function openPort(bridge: LabBridge): OpenTransport {
  return async (onClose) => {
    const port = await receivePort(bridge);
    port.addEventListener('close', onClose, { once: true });
    const link = new RPCLink({ port });
    port.start();
    return { link };
  };
}

function receivePort(bridge: LabBridge): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(), waitMs);
    const settle = (port?: MessagePort): void => {
      clearTimeout(timer);
      window.removeEventListener('message', onMessage);
      if (port === undefined) reject(new Error('The lab process did not hand over a port.'));
      else resolve(port);
    };
    const onMessage = (event: MessageEvent): void => {
      if (event.source === window && event.data === 'lab:port') settle(event.ports[0]);
    };
    window.addEventListener('message', onMessage);
    bridge.connect();
  });
}
