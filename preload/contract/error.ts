import { z } from 'zod';

/** Closed list of expected failures; the same as `labErrorCodes` in main/core (a type check in main/services holds them together). */
export const labErrorCode = z.enum([
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
]);
export type LabErrorCode = z.infer<typeof labErrorCode>;

/** What an expected failure carries to a front: the message is the error's own. */
export const labErrorData = z.object({ code: labErrorCode, remedy: z.string(), details: z.string() });
export type LabErrorData = z.infer<typeof labErrorData>;
