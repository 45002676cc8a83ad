import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What the system's keychain does for us: only this user on this computer can turn the bytes back. */
export interface Cipher {
  isAvailable(): boolean;
  encrypt(text: string): Buffer;
  decrypt(bytes: Buffer): string;
}

/** Passwords of boards, each encrypted by the system's keychain, in a file of this user's. Without a keychain nothing is kept. */
export class SecretVault {
  readonly #file: string;
  readonly #cipher: Cipher;

  constructor(file: string, cipher: Cipher) {
    this.#file = file;
    this.#cipher = cipher;
  }

  /** null where there is none, or it can't be read on this computer. */
  get(account: string): string | null {
    const encrypted = this.#read().get(account);
    if (encrypted === undefined || !this.#cipher.isAvailable()) return null;
    try {
      return this.#cipher.decrypt(Buffer.from(encrypted, 'base64'));
    } catch {
      return null; // of another user or another keychain: it is asked for again
    }
  }

  set(account: string, secret: string): void {
    if (!this.#cipher.isAvailable()) return;
    this.#write(this.#read().set(account, this.#cipher.encrypt(secret).toString('base64')));
  }

  remove(account: string): void {
    const secrets = this.#read();
    if (secrets.delete(account)) this.#write(secrets);
  }

  #read(): Map<string, string> {
    try {
      const content: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      const entries = typeof content === 'object' && content !== null ? Object.entries(content) : [];
      return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
    } catch {
      return new Map(); // none yet, or damaged: secrets are asked for again
    }
  }

  #write(secrets: ReadonlyMap<string, string>): void {
    const temporary = `${this.#file}.tmp`;
    writeFileSync(temporary, JSON.stringify(Object.fromEntries(secrets)), { mode: 0o600 });
    renameSync(temporary, this.#file);
  }
}
