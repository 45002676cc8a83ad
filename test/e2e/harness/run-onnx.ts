/** Runs an ONNX file once on zeros in the runtime that the lab measures with; returns the shape of its first output. */
export async function runOnnx(file: string): Promise<readonly number[]> {
  process.env['ORT_DISABLE_TELEMETRY'] = '1'; // read when the library is loaded, hence the import down here
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  const session = await InferenceSession.create(file);
  const [input] = session.inputMetadata;
  const [inputName] = session.inputNames;
  const [outputName] = session.outputNames;
  if (!input?.isTensor || inputName === undefined || outputName === undefined) throw new Error(`${file} has no tensor to feed`);
  const shape = input.shape.map(Number);
  const data = new Float32Array(shape.reduce((size, side) => size * side, 1));
  const outputs = await session.run({ [inputName]: new Tensor('float32', data, shape) });
  await session.release();
  return outputs[outputName]?.dims ?? [];
}
