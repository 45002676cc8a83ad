/** The system's keychain, where this program has a way to it. Nothing else keeps a secret. */
export interface SecretStore {
  /** null where there is none. */
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
  remove(account: string): Promise<void>;
}

export interface SecretQuestion {
  readonly kind: 'password' | 'passphrase';
  /** The device's name. */
  readonly device: string;
  /** Why it is asked, in a sentence. */
  readonly message: string;
}

/** Asks a person for a secret, where there is one to be asked; null: none is given. */
export type AskSecret = (question: SecretQuestion) => Promise<string | null>;
