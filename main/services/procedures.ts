import { implement, ORPCError } from '@orpc/server';
import { isLabError, type LabErrorCode } from '../core/lab-error.ts';
import { contract } from '../../preload/contract/index.ts';
import type { LabErrorCode as ContractErrorCode, LabErrorData } from '../../preload/contract/error.ts';

/** Turns an expected failure into the contract's `LAB` error; a bug passes through as it is. */
export function toContractError(error: unknown): unknown {
  if (!isLabError(error)) return error;
  const code: ContractErrorCode = error.code satisfies LabErrorCode;
  const data: LabErrorData = { code, remedy: error.remedy, details: error.details };
  return new ORPCError('LAB', { message: error.message, data, cause: error });
}

function isStream(output: unknown): output is AsyncIterator<unknown, unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

async function* withContractErrors<Event, Result>(events: AsyncIterator<Event, Result>): AsyncGenerator<Event, Result> {
  let ended = false;
  try {
    for (;;) {
      const next = await events.next();
      if (next.done) {
        ended = true;
        return next.value;
      }
      yield next.value;
    }
  } catch (error) {
    ended = true;
    throw toContractError(error);
  } finally {
    if (!ended) await events.return?.(); // the caller went away: let the source clean up
  }
}

/** The contract, ready to be implemented: every procedure maps expected failures, also those thrown inside a stream. */
export const os = implement(contract).use(async ({ next }) => {
  try {
    const result = await next();
    return isStream(result.output) ? { ...result, output: withContractErrors(result.output) } : result;
  } catch (error) {
    throw toContractError(error);
  }
});
