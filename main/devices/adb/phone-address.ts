import { invalidInput } from '../../core/lab-error.ts';

/** Where `adb tcpip` listens. */
const usualPort = 5555;

/** Takes `HOST`, `HOST:PORT` or `[IPV6]:PORT`, as a phone shows it under wireless debugging. Throws `invalid-input`. */
export function parsePhoneAddress(text: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([A-Za-z0-9._-]+))(?::(\d{1,5}))?$/.exec(text.trim());
  const host = match?.[1] ?? match?.[2];
  const port = match?.[3] === undefined ? usualPort : Number(match[3]);
  if (host !== undefined && !host.startsWith('-') && port >= 1 && port <= 65_535) return { host, port };
  throw invalidInput(
    `“${text}” is no address of a phone.`,
    'Give it as the phone shows it under wireless debugging, for example 192.168.1.20:37099.',
  );
}
