/**
 * What runs networks on a device: ONNX Runtime as the device usually has it, on this computer also below the C runner of phones and boards,
 * TensorRT's trtexec on a Jetson, or a program of the user's own.
 */
export type RuntimeKind = 'onnxruntime' | 'onnxruntime-c' | 'trtexec' | 'custom';

/** Which of them measures, and what is needed to start it. */
export type RunnerChoice = { readonly kind: Exclude<RuntimeKind, 'custom'> } | CustomRunner;

/** A user's own program that keeps to the runner's protocol. */
export interface CustomRunner {
  readonly kind: 'custom';
  /** Words with the places `{plan}` and `{journal}`. */
  readonly command: string;
  /** As its `hello` names its runtime; absent: not known yet. */
  readonly runtime?: string;
}
