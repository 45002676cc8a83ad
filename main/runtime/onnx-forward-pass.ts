import type { ForwardPass } from '../core/accuracy/forward-pass.ts';
import { loadRuntime, sessionOptions } from './onnx-runtime.ts';

/** By ONNX Runtime on the processors of this computer. */
export const onnxForwardPass: ForwardPass = {
  async run(model, input, dimensions) {
    const runtime = await loadRuntime();
    // Nothing is fused: optimisation takes batch normalisation for what it is after training.
    const session = await runtime.InferenceSession.create(model, { ...sessionOptions, graphOptimizationLevel: 'disabled' });
    try {
      const results = await session.run({ [session.inputNames[0]!]: new runtime.Tensor('float32', input, [...dimensions]) });
      return Float32Array.from(results[session.outputNames[0]!]!.data as Float32Array);
    } finally {
      await session.release();
    }
  },
};
