import { LabError } from '../../core/lab-error.ts';
import { linkLost } from '../remote/link-errors.ts';

/** The board is not known yet: a person has to say whether this is the key of its SSH server. */
export class HostKeyUnknown extends LabError {
  readonly fingerprint: string;

  constructor(place: string, fingerprint: string) {
    super({
      code: 'unauthorized',
      message: `The key of ${place} is not known yet: ${fingerprint}.`,
      remedy: `Compare it with what the board itself shows (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub); if it is the same, add --accept-host-key ${fingerprint}`,
    });
    this.fingerprint = fingerprint;
  }
}

export type SecretKind = 'password' | 'passphrase';

/** A password or a key's passphrase is missing, or the one that was given is wrong. */
export class SecretNeeded extends LabError {
  readonly kind: SecretKind;

  constructor(kind: SecretKind, place: string, wasGiven: boolean) {
    const what = kind === 'password' ? `${place} asks for a password` : `the key file ${place} is encrypted`;
    super({
      code: 'unauthorized',
      message: wasGiven ? `The ${kind} was not accepted: ${what}.` : `A ${kind} is needed: ${what}.`,
      remedy: `Give the ${kind}, or use an SSH agent or a key file without one.`,
    });
    this.kind = kind;
  }
}

/** Somebody else may be answering at this address. */
export function hostKeyChanged(place: string, known: readonly string[], shown: string): LabError {
  return new LabError({
    code: 'unauthorized',
    message: `${place} shows another key than before, and nothing was sent to it: either it was set up anew, or another computer answers in its place.`,
    remedy: 'If you know why it changed, remove the device and add it again with the new key.',
    details: `known: ${known.join(', ')}\nshown: ${shown}`,
  });
}

/** What became of a connection that ssh2 gave up before it was ready. */
export function connectFailure(error: unknown, place: string): LabError {
  if (error instanceof LabError) return error;
  const [text, level, code] = [messageOf(error), fieldOf(error, 'level'), fieldOf(error, 'code')];
  const parts = { details: text, cause: error };
  if (level === 'client-authentication') {
    return new LabError({
      code: 'unauthorized',
      message: `${place} does not accept this user or key.`,
      remedy: 'Put your public key into ~/.ssh/authorized_keys on the board (ssh-copy-id), or choose another key with --key.',
      ...parts,
    });
  }
  if (level === 'client-timeout') return offline(`${place} does not answer.`, 'Check that it is switched on and in this network.', parts);
  if (code === 'ECONNREFUSED') {
    return offline(`${place} refuses the connection.`, 'Check that its SSH server runs and listens on this port.', parts);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return offline(`The name of ${place} is not known in this network.`, 'Check the name, or add the board by its IP address.', parts);
  }
  if (level === 'client-socket') {
    return offline(`${place} cannot be reached.`, 'Check that it is switched on and in this network.', parts);
  }
  return linkLost(place, text, error);
}

function offline(message: string, remedy: string, rest: { readonly details: string; readonly cause: unknown }): LabError {
  return new LabError({ code: 'device-offline', message, remedy, ...rest });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A field that ssh2 or Node.js puts beside an error's message. */
export function fieldOf(error: unknown, name: 'level' | 'code'): unknown {
  return error instanceof Error && name in error ? (error as Error & Readonly<Record<string, unknown>>)[name] : undefined;
}
