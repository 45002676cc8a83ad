import type { InferenceSession, OnnxValue, Tensor } from 'onnxruntime-node';
import { createRng } from '../../../core/rng.ts';

type Runtime = typeof import('onnxruntime-node');

/** A loaded network with its input filled; nothing is allocated for a run but by the runtime itself. */
export interface LoadedNetwork {
  run(): Promise<unknown>;
  /** Sum of the last run's output; null where it is not finite or not f32. */
  outputSum(): number | null;
  release(): Promise<void>;
}

/** Any fixed number: every device and every run sees the same input. */
const inputSeed = 20_240_531;

/** Loads an ONNX file with f32 inputs for `threads` threads of the processor. */
export async function loadNetwork(runtime: Runtime, path: string, threads: number): Promise<LoadedNetwork> {
  const session = await runtime.InferenceSession.create(path, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  });
  const rng = createRng(inputSeed);
  const feeds = tensors(runtime, session.inputMetadata, () => 2 * rng.next() - 1);
  if (feeds === null) {
    await session.release();
    throw new Error('The network has an input that is not f32 or has no fixed shape.');
  }
  const outputs = tensors(runtime, session.outputMetadata, () => 0);
  return {
    run: outputs === null ? () => session.run(feeds) : () => session.run(feeds, outputs),
    outputSum: () => (outputs === null ? null : finiteSum(Object.values(outputs))),
    release: () => session.release(),
  };
}

/** One f32 tensor for each value; null where a value has another type or an open dimension. */
function tensors(runtime: Runtime, values: readonly InferenceSession.ValueMetadata[], fill: () => number): Record<string, Tensor> | null {
  const made: Record<string, Tensor> = {};
  for (const value of values) {
    if (!value.isTensor || value.type !== 'float32') return null;
    const shape = value.shape.map((side, axis) => (typeof side !== 'number' && axis === 0 ? 1 : side)); // a batch of any size is one of 1
    if (!shape.every((side) => typeof side === 'number')) return null;
    const data = new Float32Array(shape.reduce((product, side) => product * side, 1));
    made[value.name] = new runtime.Tensor('float32', data.map(fill), shape);
  }
  return made;
}

function finiteSum(values: readonly OnnxValue[]): number | null {
  let sum = 0;
  for (const { data } of values) if (data instanceof Float32Array) for (const value of data) sum += value;
  return Number.isFinite(sum) ? sum : null;
}
