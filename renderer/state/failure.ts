import { ORPCError } from '@orpc/client';
import type { LabErrorCode, LabErrorData } from '../../preload/contract/error.ts';

/** A failure in words: what happened, what to do, and what to copy into a report. */
export type Failure = {
  /** null: not an expected failure. */
  code: LabErrorCode | null;
  sentence: string;
  remedy: string;
  details: string;
};

/** The connection broke while a call was under way. */
export class ConnectionLost extends Error {
  constructor() {
    super('The connection to the lab was lost.');
    this.name = 'ConnectionLost';
  }
}

/** Puts whatever a call to the lab threw, or a job failed with, into words. An expected failure brings its own; anything else is a fault of the program and says so. */
export function failure(error: unknown): Failure {
  // Why a job failed comes as data, not as an exception.
  if (!(error instanceof Error) && isLabErrorData(error) && 'message' in error) {
    return { sentence: String(error.message), code: error.code, remedy: error.remedy, details: error.details };
  }
  if (error instanceof ORPCError) {
    if (error.code === 'LAB' && isLabErrorData(error.data)) return { sentence: error.message, ...error.data };
    if (error.code === 'BAD_REQUEST') {
      return {
        code: 'invalid-input',
        sentence: 'The lab did not accept these values.',
        remedy: 'Check what was entered and try again.',
        details: detailsOf(error),
      };
    }
  }
  if (error instanceof ConnectionLost) {
    return {
      code: 'link-failed',
      sentence: error.message,
      remedy: 'The window connects again by itself as soon as the lab answers.',
      details: '',
    };
  }
  return {
    code: null,
    sentence: 'Something went wrong inside ProxyLab.',
    remedy:
      'This is a fault of the program, not of your data; what was measured is kept. Try again, and report it with the details if it stays.',
    details: detailsOf(error),
  };
}

/** The transport has checked the codes; this tells expected failures from faults. */
function isLabErrorData(value: unknown): value is LabErrorData {
  return typeof value === 'object' && value !== null && 'code' in value && 'remedy' in value && 'details' in value;
}

function detailsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const data = error instanceof ORPCError && error.data !== undefined ? `\n${JSON.stringify(error.data, null, 2)}` : '';
  return `${error.name}: ${error.message}${data}`;
}
