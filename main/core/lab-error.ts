/** Every way in which the lab is expected to fail. Closed: fronts and tests branch on it. */
export const labErrorCodes = [
  'invalid-input',
  'not-found',
  'already-exists',
  'parse-failed',
  'device-offline',
  'unauthorized',
  'abi-mismatch',
  'link-failed',
  'permission-denied',
  'disk-full',
  'out-of-memory',
  'too-hot',
  'timeout',
  'runner-failed',
  'lab-in-use',
  'port-in-use',
  'unsupported',
  'cancelled',
  'bug',
] as const;

export type LabErrorCode = (typeof labErrorCodes)[number];

export interface LabErrorParts {
  readonly code: LabErrorCode;
  /** One sentence for a person: what happened and what is safe. */
  readonly message: string;
  /** What to do about it, as an imperative sentence; empty where nothing can be done. */
  readonly remedy?: string;
  /** Raw output or position (file, row, column) for whoever looks closer. */
  readonly details?: string;
  readonly cause?: unknown;
}

/** An expected failure. Anything else that is thrown is a bug. */
export class LabError extends Error {
  readonly code: LabErrorCode;
  readonly remedy: string;
  readonly details: string;

  constructor(parts: LabErrorParts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = 'LabError';
    this.code = parts.code;
    this.remedy = parts.remedy ?? '';
    this.details = parts.details ?? '';
  }
}

/** Shorthand for the most common failure: what a person or a script gave cannot be used. */
export function invalidInput(message: string, remedy = '', details = ''): LabError {
  return new LabError({ code: 'invalid-input', message, remedy, details });
}

export function isLabError(value: unknown, code?: LabErrorCode): value is LabError {
  return value instanceof LabError && (code === undefined || value.code === code);
}

/** Throws the `cancelled` error if the signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LabError({ code: 'cancelled', message: 'Cancelled.', cause: signal.reason });
}
