import type { SecretStore } from '../devices/ssh/secret-store.ts';
import type { MessageFromLab, MessageToLab, SecretRequest } from './lab-messages.ts';

interface Port {
  postMessage(message: MessageFromLab): void;
  on(event: 'message', listener: (event: { readonly data: MessageToLab }) => void): unknown;
}

/** The keychain as the lab process has it: the shell's process alone may use it, so it is asked. */
export function shellSecrets(port: Port): SecretStore {
  const waiting = new Map<number, (secret: string | null) => void>();
  let requests = 0;
  port.on('message', ({ data }) => {
    if (data.type !== 'secret') return;
    waiting.get(data.request)?.(data.secret);
    waiting.delete(data.request);
  });
  const ask = (asked: SecretRequest): Promise<string | null> =>
    new Promise((resolve) => {
      const request = requests++;
      waiting.set(request, resolve);
      port.postMessage({ type: 'secret', request, asked });
    });
  return {
    get: (account) => ask({ what: 'get', account }),
    set: async (account, secret) => void (await ask({ what: 'set', account, secret })),
    remove: async (account) => void (await ask({ what: 'remove', account })),
  };
}
