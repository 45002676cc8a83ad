import { networkCost } from '../../../main/core/network/cost.ts';
import { writeOnnx } from '../../../main/core/network/onnx/write-onnx.ts';
import { buildReference, findReferenceNetwork } from '../../../main/core/spaces/reference-networks.ts';
import type { ComparedSubject, Subject, TimedSubject } from '../subject.ts';

const network = buildReference(findReferenceNetwork('MobileNetV2'));

const timed: readonly TimedSubject[] = (['f32', 'int8'] as const).map((precision) => ({
  name: `write MobileNetV2 with random weights as ONNX, ${precision}`,
  goalMs: 300,
  run: () => void writeOnnx(network, { precision, seed: 1 }),
}));

/** Both draw every weight and write the file into memory; the peer traces the network, as it must. Compared: the numbers of parameters. */
const besideTorch: ComparedSubject = {
  name: 'write MobileNetV2 with random weights as ONNX, beside torch',
  peer: { name: 'torch.onnx.export', script: 'onnx_torch.py', modules: ['torch'] },
  goalRatio: 0.5,
  rounds: 3,
  inputs: () => ({}),
  prepare: () => () => {
    writeOnnx(network, { precision: 'f32', seed: 1 });
    return [networkCost(network).params];
  },
  tolerance: 0,
};

export const onnxSubjects: readonly Subject[] = [...timed, besideTorch];
