import type { InferenceSession } from 'onnxruntime-node';

type Runtime = typeof import('onnxruntime-node');

/** Without its talk; on the processors alone. */
export const sessionOptions: InferenceSession.SessionOptions = { executionProviders: ['cpu'], logSeverityLevel: 3 };

/** ONNX Runtime, loaded when it is needed first: most of what the lab does needs none. */
export async function loadRuntime(): Promise<Runtime> {
  process.env['ORT_DISABLE_TELEMETRY'] = '1'; // read when the library is loaded
  const runtime = await import('onnxruntime-node');
  runtime.env.logLevel = 'error';
  return runtime;
}
