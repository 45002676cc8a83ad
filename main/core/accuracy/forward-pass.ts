/** Runs networks on this computer; given from outside, as nothing here may know a runtime. */
export interface ForwardPass {
  /** The output of an ONNX file with one float32 input of that shape. */
  run(model: Uint8Array, input: Float32Array, dimensions: readonly number[]): Promise<Float32Array>;
}
