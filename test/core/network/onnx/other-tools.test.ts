import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { networkCost } from '../../../../main/core/network/cost.ts';
import { type OnnxNetwork, readOnnx } from '../../../../main/core/network/onnx/read-onnx.ts';
import { needsPythonModule, python } from '../../../helpers/requirements.ts';

const program = `
import sys, numpy
from onnx import TensorProto as T, helper as h, numpy_helper, save
folder = sys.argv[1]

def weights(name, *shape):
    return numpy_helper.from_array(numpy.full(shape, 0.1, numpy.float32), name)

def integers(name, *values):
    return numpy_helper.from_array(numpy.array(values, numpy.int64), name)

def write(name, nodes, stored=(), shape=(1, 3, 32, 32), opset=17, inputs=None, outputs=('y',)):
    ports = inputs or [h.make_tensor_value_info('x', T.FLOAT, shape)]
    ends = [h.make_tensor_value_info(end, T.FLOAT, None) for end in outputs]
    graph = h.make_graph(nodes, name, ports, ends, list(stored))
    save(h.make_model(graph, opset_imports=[h.make_opsetid('', opset)]), f'{folder}/{name}.onnx')

def norm(name, channels):
    return [weights(f'{name}.{part}', channels) for part in ('scale', 'shift', 'mean', 'var')], [f'{name}.{part}' for part in ('scale', 'shift', 'mean', 'var')]

bn, bn_names = norm('bn', 16)
write('conv-bn-relu', [
    h.make_node('Conv', ['x', 'w'], ['c'], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1]),
    h.make_node('BatchNormalization', ['c', *bn_names], ['b']),
    h.make_node('Relu', ['b'], ['r']),
    h.make_node('GlobalAveragePool', ['r'], ['g']),
    h.make_node('Flatten', ['g'], ['f']),
    h.make_node('MatMul', ['f', 'fw'], ['m']),
    h.make_node('Add', ['m', 'fb'], ['s']),
    h.make_node('Softmax', ['s'], ['y'], axis=1),
], [weights('w', 16, 3, 3, 3), *bn, weights('fw', 16, 10), weights('fb', 10)], shape=('batch', 3, 32, 32))

write('squeeze-excite', [
    h.make_node('Conv', ['x', 'w', 'b'], ['c'], pads=[0, 0, 0, 0], name='expand'),
    h.make_node('Clip', ['c', 'low', 'high'], ['r']),
    h.make_node('ReduceMean', ['r'], ['p'], axes=[-1, -2], keepdims=1),
    h.make_node('Conv', ['p', 'w1', 'b1'], ['s']),
    h.make_node('Sigmoid', ['s'], ['sg']),
    h.make_node('Mul', ['sg', 's'], ['sw']),
    h.make_node('Conv', ['sw', 'w2', 'b2'], ['e']),
    h.make_node('HardSigmoid', ['e'], ['gate'], alpha=1 / 6, beta=0.5),
    h.make_node('Mul', ['gate', 'r'], ['q']),
    h.make_node('HardSigmoid', ['q'], ['qs'], alpha=1 / 6, beta=0.5),
    h.make_node('Mul', ['q', 'qs'], ['y']),
], [weights('w', 8, 3, 1, 1), weights('b', 8), weights('w1', 2, 8, 1, 1), weights('b1', 2), weights('w2', 8, 2, 1, 1), weights('b2', 8),
    numpy_helper.from_array(numpy.float32(0), 'low'), numpy_helper.from_array(numpy.float32(6), 'high')])

write('shuffle', [
    h.make_node('Conv', ['x', 'w'], ['c'], group=3),
    h.make_node('Constant', [], ['split'], value=integers('v', 1, 3, 4, 32, 32)),
    h.make_node('Reshape', ['c', 'split'], ['s']),
    h.make_node('Transpose', ['s'], ['t'], perm=[0, 2, 1, 3, 4]),
    h.make_node('Reshape', ['t', 'joined'], ['j']),
    h.make_node('Conv', ['j', 'd'], ['y'], group=12, auto_pad='SAME_UPPER'),
], [weights('w', 12, 1, 1, 1), integers('joined', 1, -1, 32, 32), weights('d', 12, 1, 3, 3)])

write('keras-like', [
    h.make_node('Pad', ['x', 'pads'], ['p']),
    h.make_node('Conv', ['p', 'w'], ['c'], strides=[2, 2]),
    h.make_node('Relu', ['c'], ['r']),
    h.make_node('MaxPool', ['r'], ['m'], kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1),
    h.make_node('ReduceMean', ['m'], ['g'], axes=[2, 3], keepdims=0),
    h.make_node('Dropout', ['g'], ['dr']),
    h.make_node('Identity', ['dr'], ['i']),
    h.make_node('Gemm', ['i', 'fw', 'fb'], ['o'], transB=1),
    h.make_node('Unsqueeze', ['o', 'axes'], ['u']),
    h.make_node('Squeeze', ['u', 'axes'], ['y']),
], [integers('pads', 0, 0, 0, 0, 0, 0, 1, 1), weights('w', 16, 3, 3, 3), weights('fw', 7, 16), weights('fb', 7), integers('axes', 2, 3)])

write('old-operator-set', [
    h.make_node('Conv', ['x', 'w'], ['c']),
    h.make_node('Clip', ['c'], ['r'], min=0.0, max=6.0),
    h.make_node('GlobalAveragePool', ['r'], ['g']),
    h.make_node('Squeeze', ['g'], ['y'], axes=[2, 3]),
], [weights('w', 8, 3, 1, 1)], opset=7)

typed = h.make_tensor('w', T.FLOAT, [4, 3, 1, 1], [0.5] * 12)
write('typed-data', [h.make_node('Conv', ['x', 'w'], ['y'])], [typed])

conv = [h.make_node('Conv', ['x', 'w'], ['y'], name='first')]
kernel = [weights('w', 8, 3, 3, 3)]
write('lstm', [h.make_node('LSTM', ['x', 'w'], ['y'], name='memory')], kernel)
write('condition', [h.make_node('If', ['x'], ['y'], then_branch=h.make_graph(conv, 'g', [], []))], kernel)
write('open-size', conv, kernel, shape=(1, 3, 'h', 'w'))
write('batch', conv, kernel, shape=(8, 3, 32, 32))
write('two-inputs', conv, kernel, inputs=[h.make_tensor_value_info(name, T.FLOAT, (1, 3, 32, 32)) for name in ('x', 'z')])
write('two-outputs', conv, kernel, outputs=('y', 'x'))
write('operator-set-6', conv, kernel, opset=6)
write('other-domain', [h.make_node('Conv', ['x', 'w'], ['y'], domain='com.example')], kernel)
write('dilated', [h.make_node('Conv', ['x', 'w'], ['y'], dilations=[2, 2])], kernel)
write('oblong', [h.make_node('Conv', ['x', 'w'], ['y'])], [weights('w', 8, 3, 1, 7)])
write('misfit', [h.make_node('Conv', ['x', 'w'], ['y'], name='first')], [weights('w', 8, 4, 3, 3)])
write('undefined', [h.make_node('Relu', ['nowhere'], ['y'])])
write('constant-factor', [h.make_node('Mul', ['x', 'half'], ['y'])], [numpy_helper.from_array(numpy.float32(0.5), 'half')])
write('no-layer', [h.make_node('Identity', ['x'], ['y'])])
wrong = weights('w', 8, 3, 3, 3)
wrong.dims[0] = 9
write('wrong-size', conv, [wrong])
outside = weights('w', 8, 3, 3, 3)
outside.ClearField('raw_data')
outside.data_location = T.EXTERNAL
write('external', conv, [outside])
`;

describe('files of other tools', { skip: needsPythonModule('onnx') }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'proxylab-onnx-'));
    const { status, stderr } = spawnSync(python, ['-c', program, folder], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const read = (name: string): OnnxNetwork => readOnnx(readFileSync(join(folder, `${name}.onnx`)));
  const kinds = (name: string): string[] =>
    read(name).network.layers.map((layer) => (layer.kind === 'activation' ? layer.activation : layer.kind));
  const cost = (name: string): readonly [number, number] => {
    const { macs, params } = networkCost(read(name).network);
    return [macs, params];
  };

  test('convolution, batch normalisation, ReLU and a head of MatMul and Add', () => {
    assert.deepEqual(kinds('conv-bn-relu'), ['input', 'convolution', 'relu', 'global-average-pool', 'fully-connected']);
    assert.deepEqual(cost('conv-bn-relu'), [16 * 16 * 16 * 27 + 160, 16 * 27 + 32 + 160 + 10]);
    assert.deepEqual(read('conv-bn-relu').folded, { batchNormalisations: 1, biases: 1, gates: 0, sums: 0, paddings: 0, softmax: 1 });
  });

  test('squeeze-and-excitation, swish and hard-swish', () => {
    const chain = [
      'input',
      'convolution',
      'relu6',
      'global-average-pool',
      'convolution',
      'swish',
      'convolution',
      'hard-sigmoid',
      'multiply',
    ];
    assert.deepEqual(kinds('squeeze-excite'), [...chain, 'hard-swish']);
    assert.deepEqual(cost('squeeze-excite'), [32 * 32 * 24 + 16 + 16, 24 + 8 + 16 + 2 + 16 + 8]);
  });

  test('channel shuffle and grouped convolutions', () => {
    assert.deepEqual(kinds('shuffle'), ['input', 'convolution', 'shuffle', 'convolution']);
    assert.deepEqual(cost('shuffle'), [32 * 32 * 12 + 32 * 32 * 12 * 9, 12 + 12 * 9]);
  });

  test('padding on one side, pools that round up, and heads in other words', () => {
    assert.deepEqual(kinds('keras-like'), ['input', 'convolution', 'relu', 'max-pool', 'global-average-pool', 'fully-connected']);
    assert.deepEqual(cost('keras-like'), [16 * 16 * 16 * 27 + 7 * 16, 16 * 27 + 7 * 16 + 7]);
    const [, , , pool] = networkCost(read('keras-like').network).layers;
    assert.deepEqual(pool?.output, { channels: 16, height: 8, width: 8 });
    assert.equal(read('keras-like').folded.paddings, 2);
  });

  test('operator set 7, and weights stored as numbers', () => {
    assert.deepEqual(kinds('old-operator-set'), ['input', 'convolution', 'relu6', 'global-average-pool']);
    assert.deepEqual(cost('typed-data'), [32 * 32 * 12, 12]);
  });

  const refused: readonly (readonly [string, 'unsupported' | 'parse-failed', RegExp])[] = [
    ['lstm', 'unsupported', /“memory” \(LSTM\).*does not know the operator/],
    ['condition', 'unsupported', /\(If\)/],
    ['open-size', 'unsupported', /leaves channels, height or width open/],
    ['batch', 'unsupported', /batch of 8/],
    ['two-inputs', 'unsupported', /2 inputs \(x, z\)/],
    ['two-outputs', 'unsupported', /2 outputs/],
    ['operator-set-6', 'unsupported', /operator set is 6, known are 7 to 25/],
    ['other-domain', 'unsupported', /does not know the operator/],
    ['dilated', 'unsupported', /dilated by 2/],
    ['oblong', 'unsupported', /1 × 7/],
    ['misfit', 'parse-failed', /“first” \(Conv\).*4 channels, its input has 3/],
    ['undefined', 'parse-failed', /byte \d+: a node reads “nowhere”/],
    ['constant-factor', 'unsupported', /multiplies by a constant/],
    ['no-layer', 'unsupported', /not the result of a layer/],
    ['wrong-size', 'parse-failed', /byte \d+: the tensor “w” holds 216 values where its dimensions give 243/],
    ['external', 'unsupported', /lies in another file/],
  ];
  for (const [name, code, message] of refused) test(`refused: ${name}`, () => assert.throws(() => read(name), { code, message }));
});
