import { writeOnnx } from '../../../main/core/network/onnx/write-onnx.ts';
import { buildReference, findReferenceNetwork } from '../../../main/core/spaces/reference-networks.ts';
import type { TimedSubject } from '../subject.ts';

export const onnxSubjects: readonly TimedSubject[] = (['f32', 'int8'] as const).map((precision) => {
  const network = buildReference(findReferenceNetwork('MobileNetV2'));
  return {
    name: `write MobileNetV2 with random weights as ONNX, ${precision}`,
    goalMs: 300,
    run: () => void writeOnnx(network, { precision, seed: 1 }),
  };
});
