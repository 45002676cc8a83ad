import { invalidInput } from '../../core/lab-error.ts';

/** Where a board's SSH server is, and as whom to log in. */
export interface SshAddress {
  readonly user: string;
  /** A name, an IPv4 address, or an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

const form = /^ssh:\/\/([^@/:\s]+)@(\[[0-9A-Fa-f:.%\w]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?\/?$/;

/** Reads `ssh://user@host[:port]`; throws `invalid-input`. */
export function parseSshAddress(text: string): SshAddress {
  const [, user, host, port = '22'] = form.exec(text.trim()) ?? [];
  if (user === undefined || host === undefined || Number(port) < 1 || Number(port) > 65_535) {
    throw invalidInput(`This is not the address of a board: ${text.slice(0, 200)}`, 'Write ssh://user@host or ssh://user@host:port.');
  }
  return { user: decodeUser(user), host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/** The form that `parseSshAddress` reads. */
export function formatSshAddress({ user, host, port }: SshAddress): string {
  return `ssh://${encodeURIComponent(user)}@${host.includes(':') ? `[${host}]` : host}${port === 22 ? '' : `:${port}`}`;
}

function decodeUser(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone percent sign stands for itself
  }
}
