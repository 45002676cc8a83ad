import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import ssh2, { type AnyAuthMethod, type ParsedKey } from 'ssh2';
import { LabError } from '../../core/lab-error.ts';
import { messageOf, SecretNeeded } from './ssh-failure.ts';

/** With what a board is logged into. */
export interface SshCredentials {
  /** A private key in a file of this computer; default: the agent's keys, then those in ~/.ssh. */
  readonly keyFile: string | null;
  /** Socket of an SSH agent; default: what SSH_AUTH_SOCK says. */
  readonly agent?: string | undefined;
  /** The key file's passphrase or the user's password. */
  readonly secret?: string | undefined;
}

const usualKeys = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/** The ways to log in, in the order in which they are tried. Throws `SecretNeeded` for an encrypted key file, `not-found` and `parse-failed`. */
export function loginMethods(user: string, { keyFile, agent = process.env['SSH_AUTH_SOCK'], secret }: SshCredentials): AnyAuthMethod[] {
  const keys = keyFile === null ? usualKeys.flatMap((name) => usualKey(name)) : [readKey(keyFile, secret)];
  const methods: AnyAuthMethod[] = [{ type: 'none', username: user }]; // its refusal tells what the server takes
  if (agent && keyFile === null) methods.push({ type: 'agent', username: user, agent });
  methods.push(...keys.map((key) => ({ type: 'publickey' as const, username: user, key })));
  if (secret === undefined || keyFile !== null) return methods; // a passphrase is none of the server's business
  const prompt = answerWith(secret);
  return [...methods, { type: 'password', username: user, password: secret }, { type: 'keyboard-interactive', username: user, prompt }];
}

type Prompt = Extract<AnyAuthMethod, { readonly type: 'keyboard-interactive' }>['prompt'];

/** Servers that ask through PAM: each question that hides its answer is the one for the password. */
function answerWith(password: string): Prompt {
  return (_name, _instructions, _language, prompts, finish) => finish(prompts.map(({ echo }) => (echo === true ? '' : password)));
}

function readKey(file: string, passphrase: string | undefined): ParsedKey {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new LabError({
      code: 'not-found',
      message: 'The key file cannot be read.',
      remedy: 'Choose a private key that you may read with --key.',
      details: `${file}: ${messageOf(error)}`,
      cause: error,
    });
  }
  const key = parseKey(bytes, passphrase);
  if (!(key instanceof Error)) return key;
  if (/encrypted|passphrase/i.test(key.message)) throw new SecretNeeded('passphrase', file, passphrase !== undefined);
  throw new LabError({
    code: 'parse-failed',
    message: 'The key file holds no private key that can be used.',
    remedy: 'Choose a private key in OpenSSH or PEM form, not the .pub file.',
    details: `${file}: ${key.message}`,
  });
}

/** A usual key that is there, readable and not encrypted; the others are the agent's business. */
function usualKey(name: string): ParsedKey[] {
  try {
    const key = parseKey(readFileSync(join(homedir(), '.ssh', name)));
    return key instanceof Error ? [] : [key];
  } catch {
    return []; // not there
  }
}

function parseKey(bytes: Buffer, passphrase?: string): ParsedKey | Error {
  // An array where the file holds several keys; OpenSSH's form has one only.
  const parsed = ssh2.utils.parseKey(bytes, passphrase) as ParsedKey | ParsedKey[] | Error;
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  if (key === undefined) return new Error('no key in it');
  return key instanceof Error || key.isPrivateKey() ? key : new Error('a public key');
}
