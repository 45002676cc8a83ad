import { readActivation, readClip, readHardSigmoid, readProduct } from './activation-nodes.ts';
import { readConstant, readConstantOfShape, readDropout, readPassThrough, readQuantisation, readSoftmax } from './constant-nodes.ts';
import { readFlatten, readReshape, readSqueeze, readTranspose, readUnsqueeze } from './form-nodes.ts';
import type { GraphValue } from './graph-values.ts';
import type { NodeView } from './node-view.ts';
import { readGlobalPool, readMean, readPadding, readPool } from './pool-nodes.ts';
import { readAddition, readSum } from './sum-nodes.ts';
import { readBatchNormalisation, readConvolution, readGemm, readMatrixProduct } from './weighted-nodes.ts';

/** Turns a node into layers and says what its first output is. */
export type OperatorReader = (node: NodeView) => GraphValue;

/** The operators of ONNX that the lab reads. */
export const operatorReaders: ReadonlyMap<string, OperatorReader> = new Map<string, OperatorReader>([
  ['Add', readAddition],
  ['AveragePool', readPool('average-pool')],
  ['BatchNormalization', readBatchNormalisation],
  ['Clip', readClip],
  ['Constant', readConstant],
  ['ConstantOfShape', readConstantOfShape],
  ['Conv', readConvolution],
  ['DequantizeLinear', readQuantisation],
  ['Dropout', readDropout],
  ['Flatten', readFlatten],
  ['Gemm', readGemm],
  ['GlobalAveragePool', readGlobalPool],
  ['HardSigmoid', readHardSigmoid],
  ['HardSwish', readActivation('hard-swish')],
  ['Identity', readPassThrough],
  ['LogSoftmax', readSoftmax],
  ['MatMul', readMatrixProduct],
  ['MaxPool', readPool('max-pool')],
  ['Mul', readProduct],
  ['Pad', readPadding],
  ['QuantizeLinear', readQuantisation],
  ['ReduceMean', readMean],
  ['Relu', readActivation('relu')],
  ['Reshape', readReshape],
  ['Sigmoid', readActivation('sigmoid')],
  ['Softmax', readSoftmax],
  ['Squeeze', readSqueeze],
  ['Sum', readSum],
  ['Transpose', readTranspose],
  ['Unsqueeze', readUnsqueeze],
]);
