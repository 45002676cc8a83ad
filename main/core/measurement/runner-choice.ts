/**
 * What runs networks on a device: ONNX Runtime as the device usually has it, on this computer also below the C runner of phones and boards,
 * TensorRT's trtexec on a Jetson, or a program of the user's own.
 */
export type RuntimeKind = 'onnxruntime' | 'onnxruntime-c' | 'trtexec' | 'custom';

/** Which of them measures, and what is needed to start it. */
export type RunnerChoice = { readonly kind: Exclude<RuntimeKind, 'custom'> } | CustomRunner;

/** What a user's own program writes: our JSON lines into the journal, or the text of TensorFlow Lite's benchmark_model. */
export type CustomOutput = 'json-lines' | 'benchmark-model';

/** A user's own program. */
export interface CustomRunner {
  readonly kind: 'custom';
  /** Words with places to fill. */
  readonly command: string;
  /** Absent: `json-lines`, a program that keeps to the runner's protocol. */
  readonly output?: CustomOutput;
  /** As its `hello` names its runtime; absent: not known yet. */
  readonly runtime?: string;
}
