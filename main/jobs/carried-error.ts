import { isLabError, LabError, type LabErrorParts } from '../core/lab-error.ts';

/** An error on its way from one thread to another, which keeps no classes. */
export type CarriedError =
  { readonly kind: 'expected'; readonly parts: LabErrorParts } | { readonly kind: 'bug'; readonly message: string; readonly stack: string };

export function packError(error: unknown): CarriedError {
  if (isLabError(error)) {
    const { code, message, remedy, details } = error;
    return { kind: 'expected', parts: { code, message, remedy, details } };
  }
  if (error instanceof Error) return { kind: 'bug', message: error.message, stack: error.stack ?? error.message };
  return { kind: 'bug', message: String(error), stack: String(error) };
}

/** The LabError that it was, or a plain error with the message and stack of the bug. */
export function unpackError(carried: CarriedError): Error {
  if (carried.kind === 'expected') return new LabError(carried.parts);
  const error = new Error(carried.message);
  error.stack = carried.stack;
  return error;
}
