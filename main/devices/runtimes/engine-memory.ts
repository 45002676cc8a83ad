import { LabError } from '../../core/lab-error.ts';

/** What TensorRT itself takes while it builds, by our reckoning: CUDA's context, its kernels, and weights in several precisions. */
const builderBytes = 600 * 1024 * 1024;
const copiesOfModel = 6;

/** Memory that building an engine for a model of that size takes at most, in bytes. */
export function engineBuildBytes(modelBytes: number): number {
  return builderBytes + copiesOfModel * modelBytes;
}

/** Throws `out-of-memory` where building would likely be killed; what is not known is let pass. */
export function checkEngineMemory(modelBytes: number, availableBytes: number | null): void {
  const neededBytes = engineBuildBytes(modelBytes);
  if (availableBytes === null || availableBytes >= neededBytes) return;
  const mib = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;
  throw new LabError({
    code: 'out-of-memory',
    message: `The board has ${mib(availableBytes)} of memory free, and building a TensorRT engine for this network takes ${mib(neededBytes)}.`,
    remedy: 'End other programs on the board (its desktop takes most) or add swap, then try again.',
  });
}
