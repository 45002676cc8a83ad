import { oc } from '@orpc/contract';
import { labErrorData } from './error.ts';

/** Every procedure may fail in the expected ways; anything else is a bug. */
export const procedure = oc.errors({ LAB: { data: labErrorData } });
