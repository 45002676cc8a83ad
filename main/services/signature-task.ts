import { selectSignature, type SignatureMethod } from '../core/cost-model/signature/select-signature.ts';
import { createRng } from '../core/rng.ts';
import type { WorkerTask } from '../jobs/worker-task.ts';

export interface SignatureWork {
  readonly method: SignatureMethod;
  readonly size: number;
  readonly seed: number;
  /** [devices][networks], NaN where not measured. */
  readonly latencyMs: readonly Float64Array[];
}

export interface SignatureFunctions {
  readonly select: (work: SignatureWork) => readonly number[];
  readonly [name: string]: (unit: never) => unknown;
}

/** The choice of a signature set, which takes seconds where networks are many. */
export const signatureTask: WorkerTask<null, SignatureFunctions> = {
  name: 'signature set',
  prepare: () => ({
    select: ({ method, size, seed, latencyMs }) => selectSignature(method, latencyMs, size, createRng(seed)),
  }),
};
