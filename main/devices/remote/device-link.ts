/** What a command left behind. There is one only where the command surely ended: a lost link is an error, never a result. */
export interface CommandResult {
  /** As the device's shell gives it: 126 not executable, 127 not found, 128 + n killed by signal n. */
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly signal?: AbortSignal | undefined;
  /** For the whole command; default 30 s. */
  readonly timeoutMs?: number;
  /** More output than this is an error (`parse-failed`): no device fills the lab's memory. Default 16 MB. */
  readonly maximumBytes?: number;
}

export interface PushOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether the file is a program. */
  readonly executable?: boolean;
  /** Bytes that have gone over. */
  progress?(bytes: number): void;
}

/**
 * A shell and a way for files: all that a phone over ADB and a board over SSH have in common. Paths are absolute ones of the device. Every call
 * throws `link-failed` or `device-offline` where the link is lost, `unauthorized`, `timeout` and `cancelled`; nothing waits for ever.
 */
export interface DeviceLink {
  /** Runs a command line in the device's `sh`. */
  run(command: string, options?: CommandOptions): Promise<CommandResult>;
  /** Writes a file, from memory or from a file of this computer; what a broken transfer leaves behind is not cleaned up. Throws `disk-full` and `permission-denied` as well. */
  push(source: Uint8Array | { readonly file: string }, path: string, options?: PushOptions): Promise<void>;
  close(): Promise<void>;
}
