import type { InferenceSession } from 'onnxruntime-node';
import { invalidInput, LabError } from '../core/lab-error.ts';
import { loadRuntime, sessionOptions } from './onnx-runtime.ts';

/** What a predictor has to take and give. */
export interface PredictorShape {
  /** Of its input and output; default: the only ones. */
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  /** Numbers of one row. */
  readonly features: number;
  /** How a person is told what else to do where the network takes another number. */
  readonly remedy: string;
}

/** Rows where the network takes any number of them. */
const usualRows = 1024;

/**
 * A network that maps rows of numbers to one number each: input float32 [rows, features], output float32 [rows] or [rows, 1]. Throws `parse-failed` where
 * the file is no ONNX network, and `invalid-input` where its shape is another one.
 */
export async function loadOnnxPredictor(file: Uint8Array, fileName: string, shape: PredictorShape) {
  const runtime = await loadRuntime();
  const session = await runtime.InferenceSession.create(file, sessionOptions).catch((cause: unknown) => {
    const details = cause instanceof Error ? cause.message : String(cause);
    throw new LabError({
      code: 'parse-failed',
      message: `${fileName} is not a network that ONNX Runtime can run.`,
      remedy: 'Export it as ONNX with standard operators.',
      details,
    });
  });
  const input = port(session.inputMetadata, shape.input, `${fileName}, input`);
  const output = port(session.outputMetadata, shape.output, `${fileName}, output`);
  const [rows, features] = input.shape;
  if (input.shape.length !== 2 || (typeof features === 'number' && features !== shape.features)) {
    throw invalidInput(
      `${fileName} takes [${input.shape.join(', ')}], and an architecture is a row of ${shape.features} numbers.`,
      shape.remedy,
    );
  }
  const rowsAtOnce = typeof rows === 'number' && rows > 0 ? rows : usualRows;
  const isFixed = typeof rows === 'number' && rows > 0;
  const last = output.shape.slice(1);
  if (last.some((side) => typeof side === 'number' && side !== 1)) {
    throw invalidInput(
      `${fileName} gives [${output.shape.join(', ')}] and not one number an architecture.`,
      'Export a predictor with the output [rows] or [rows, 1].',
    );
  }

  /** `data`: [n, features] row-major. Returns [n]. */
  async function predict(data: Float32Array, n: number): Promise<Float64Array> {
    const values = new Float64Array(n);
    for (let first = 0; first < n; first += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, n - first);
      const batch = new Float32Array((isFixed ? rowsAtOnce : count) * shape.features);
      batch.set(data.subarray(first * shape.features, (first + count) * shape.features));
      const tensor = new runtime.Tensor('float32', batch, [batch.length / shape.features, shape.features]);
      const results = await session.run({ [input.name]: tensor });
      const found = results[output.name]!.data as Float32Array;
      if (found.length !== batch.length / shape.features)
        throw invalidInput(
          `${fileName} gives ${found.length} numbers for ${batch.length / shape.features} architectures.`,
          'Export a predictor with the output [rows] or [rows, 1].',
        );
      values.set(found.subarray(0, count), first);
    }
    return values;
  }
  return { predict };
}

type TensorPort = InferenceSession.ValueMetadata & { readonly isTensor: true };

function port(ports: readonly InferenceSession.ValueMetadata[], name: string | undefined, where: string): TensorPort {
  const names = ports.map((one) => one.name).join(', ');
  const [found, ...others] = name === undefined ? ports : ports.filter((one) => one.name === name);
  if (found === undefined) throw invalidInput(`${where}: there is none of the name “${name}”.`, `It has ${names}.`);
  if (others.length > 0) throw invalidInput(`${where}: there are ${ports.length}.`, `Say in its JSON file which one is meant: ${names}.`);
  if (!found.isTensor || found.type !== 'float32')
    throw invalidInput(`${where}: “${found.name}” is not float32.`, 'Export the predictor with float32 inputs and outputs.');
  return found;
}
