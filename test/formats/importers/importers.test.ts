import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fbnet } from '../../../main/core/spaces/fbnet.ts';
import { mobileNetV3 } from '../../../main/core/spaces/mobilenet-v3.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { readArchitectureOrder } from '../../../main/formats/importers/architecture-order.ts';
import { nasBench201Order } from '../../../main/formats/importers/nas-bench-201-order.ts';
import { readTable, tableImporters } from '../../../main/formats/importers/read-table.ts';
import type { LatencyTable, ReadOptions } from '../../../main/formats/latency-table.ts';
import { blobSource } from '../../../main/formats/text-source.ts';
import type { TableFormat } from '../../../preload/contract/table.ts';
import { brand } from '../../../main/core/brand.ts';
import { closeTo } from '../../helpers/close-to.ts';
import { needs, needsPythonModule, python, referenceData, withoutData } from '../../helpers/requirements.ts';
import { pythonPickle } from '../pickle/python-pickle.ts';
import { torchFile, torchFiles } from '../pickle/torch-files.ts';
import { rowsOf } from '../read-text.ts';

const space = nasBench201;
const [first, second, third] = nasBench201Order() as [string, string, string];

function read(content: BlobPart, fileName: string, options: Partial<ReadOptions> = {}, format?: TableFormat): Promise<LatencyTable> {
  const canonicalName = (name: string) => space.print(space.parse(name));
  return readTable(
    blobSource(fileName, new Blob([content])),
    { quantity: 'latency', spaceId: space.id, canonicalName, ...options },
    format,
  );
}

function rows(table: LatencyTable): (readonly [string, ...(number | null)[]])[] {
  return rowsOf(table).map(({ architecture, values }) => [architecture, ...values]);
}

/** Checks what a refused file is told; nothing of it is returned. */
function refuses(content: BlobPart, message: RegExp, options: Partial<ReadOptions> = {}, format?: TableFormat): Promise<void> {
  return assert.rejects(read(content, 'a.file', options, format), { name: 'LabError', message });
}

test('the benchmark’s order is the published one', { skip: withoutData('nas-bench-201/help.csv.gz') }, async () => {
  const help = await read(readFileSync(referenceData('nas-bench-201/help.csv.gz')!), 'help.csv.gz');
  assert.deepEqual([...help.names], nasBench201Order());
});

test('the benchmark’s order begins as its authors list it', () => {
  const order = nasBench201Order();
  assert.equal(new Set(order).size, 15_625);
  assert.equal(order[0], '|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|');
  assert.equal(order[9], '|avg_pool_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|');
});

test('OneProxy: a list and its order', { skip: needs(python) }, async () => {
  for (const protocol of [0, 2, 3, 4, 5]) {
    const pickle = pythonPickle('[0.5, -1, 2.25]', protocol);
    const table = await read(pickle, 'rice_edgetpu.pickle', { order: [first, second, third], missing: -1 });
    assert.deepEqual(rows(table), [
      [first, 0.5],
      [second, null],
      [third, 2.25],
    ]);
    assert.deepEqual(table.columns, ['rice_edgetpu']);
    assert.equal(table.source, 'OneProxy pickle: rice_edgetpu.pickle');
  }
  const [column] = (await read(pythonPickle('[1.5]', 4), 'x.pickle', { order: [first], column: 'VPU' })).columns;
  assert.equal(column, 'VPU');
});

test('OneProxy: a list as long as the benchmark has its order', { skip: needs(python) }, async () => {
  const table = await read(gzipSync(pythonPickle('[i + 1 for i in range(15625)]', 3)), 'all.pickle.gz');
  assert.deepEqual(rows(table).at(-1), [nasBench201Order().at(-1), 15_625]);
  assert.deepEqual(table.columns, ['all']);
});

test('OneProxy: encode.pickle and a list of names are orders', { skip: needs(python) }, async () => {
  const oneHot = `[[0,0,0,0,1, 0,0,1,0,0, 0,1,0,0,0, 0,0,1,0,0, 0,1,0,0,0, 0,1,0,0,0, 1]]`;
  const order = (content: BlobPart) => readArchitectureOrder(blobSource('order', new Blob([content])));
  assert.deepEqual(await order(pythonPickle(oneHot, 3)), [first]);
  assert.deepEqual(await order(pythonPickle(`['a', 'b']`, 2)), ['a', 'b']);
  assert.deepEqual(await order('# names\na\r\n\n b \n'), ['a', 'b']);
  await assert.rejects(order(pythonPickle('[[1, 2]]', 4)), { code: 'invalid-input', message: /^order, row 1: / });
  await assert.rejects(order(pythonPickle('{}', 4)), { code: 'parse-failed' });
});

test('OneProxy: refusals', { skip: needs(python) }, async () => {
  await refuses(pythonPickle('[1.0, 2.0]', 4), /2 values and no names/);
  await refuses(pythonPickle('[1.0, 2.0]', 4), /2 values, and the order has 1/, { order: [first] });
  await refuses(pythonPickle('[1.0, 2.0]', 4), /row 2, column “arch”: .* is the architecture of row 1 again/, { order: [first, first] });
  await refuses(pythonPickle('[1.0, -2.0]', 4), /row 2, column “a”: “-2” is not positive/, { order: [first, second] });
  await refuses(pythonPickle(`[1.0, 'x']`, 4), /no list of numbers/, { order: [first, second] });
  await refuses(pythonPickle('[1.0, 2.0]', 4).subarray(0, -3), /ends too early/, { order: [first, second] });
});

test('HELP: PyTorch files of every form, with the order of each space', async () => {
  const files = ['list.pt', 'list-legacy.pt', 'numpy.pt', 'tensor.pt', 'tensor-legacy.pt'];
  for (const name of files) {
    const table = await read(torchFile(name), name, { order: [first, second, third] });
    assert.deepEqual(rows(table), [
      [first, 1.5],
      [second, 2.25],
      [third, 3.125],
    ]);
    assert.deepEqual(table.columns, [name.replace('.pt', '')]);
    assert.equal(table.source, `HELP file of PyTorch: ${name}`);
  }
  const order = (name: string) => readArchitectureOrder(blobSource(name, new Blob([torchFile(name)])));
  const fbnets = await order('metainfo.pt');
  assert.equal(fbnets[0], 'fbnet:7-8-1-8-4-8-8-8-7-4-1-4-7-3-2-7-3-2-4-2-4-5');
  for (const name of fbnets) assert.equal(fbnet.print(fbnet.parse(name)), name);
  const supernets = await order('ofa_archs.pt');
  assert.equal(supernets[0], `mbv3:160:2-3-4-2-3:${Array(20).fill(3).join('-')}:${Array(20).fill(4).join('-')}`);
  for (const name of supernets) assert.equal(mobileNetV3.print(mobileNetV3.parse(name)), name);
  await assert.rejects(order('numpy.pt'), { code: 'parse-failed', message: /^numpy\.pt: it holds no list of architectures/ });
  await assert.rejects(order('list.pt'), { code: 'invalid-input', message: /^list\.pt, row 1: / });
});

test('HELP: refusals', async () => {
  await refuses(torchFile('list.pt'), /3 values and no names/);
  await refuses(torchFile('list.pt').subarray(0, -30), /byte \d+: the zip archive ends without its directory/, { order: [first] });
  await refuses(torchFile('metainfo.pt'), /holds no list of numbers/);
  await refuses(torchFile('module.pt'), /never code/);
});

test('Eagle: seconds by operators', { skip: needsPythonModule('numpy') }, async () => {
  const expression = '{(4, 2, 1, 2, 1, 1): 0.0107, (3, 3, 4, 1, 3, 1): numpy.float64(0.25)}';
  for (const protocol of [0, 2, 3, 4, 5]) {
    const table = await read(pythonPickle(expression, protocol, 'import numpy'), 'desktop-cpu-core-i7-7820x-fp32.pickle');
    assert.deepEqual(rows(table), [
      [first, 10.7],
      [second, 250],
    ]);
    assert.deepEqual(table.columns, ['desktop-cpu-core-i7-7820x-fp32']);
  }
  await refuses(pythonPickle('{(4, 2, 1, 2, 1, 9): 1.0}', 4), /row 1: the key is no list of six operators/);
  await refuses(pythonPickle('{(4, 2, 1, 2, 1, 1): [1.0, 2.0]}', 4), /row 1: the value is no number/);
  await refuses(pythonPickle('{(4, 2, 1, 2, 1, 1): 1.0}', 4), /nas-bench-201, not of mobilenet-v3/, { spaceId: brand('mobilenet-v3') });
});

test('HW-NAS-Bench: a column a device and data set', { skip: needsPythonModule('numpy') }, async () => {
  const config = `[{'name': 'infer.tiny', 'C': 16, 'arch_str': '${second}'}, {'name': 'infer.tiny', 'C': 16, 'arch_str': '${first}'}]`;
  const metrics = `{'config': ${config}, 'pixel3_latency': [3.5, 4.5], 'pixel3_energy': [1, 1], 'fpga_latency': numpy.array([2.5, -1])}`;
  const expression = `{'nasbench201': {'cifar10': ${metrics}, 'ImageNet16-120': ${metrics}}, 'fbnet': {}}`;
  const table = await read(pythonPickle(expression, 3, 'import numpy'), 'HW-NAS-Bench-v1_0.pickle', { missing: -1 });
  assert.deepEqual(table.columns, ['pixel3 cifar10', 'fpga cifar10', 'pixel3 ImageNet16-120', 'fpga ImageNet16-120']);
  assert.deepEqual(rows(table), [
    [second, 3.5, 2.5, 3.5, 2.5],
    [first, 4.5, null, 4.5, null],
  ]);
  await refuses(pythonPickle(`{'nasbench201': {'cifar10': {'pixel3_latency': [1.0]}}}`, 4), /has 1 values for 15625 architectures/);
  await refuses(pythonPickle(`{'nasbench201': {}}`, 4), /with latency values/);
  const energies = await read(pythonPickle(expression, 3, 'import numpy'), 'HW-NAS-Bench-v1_0.pickle', { quantity: 'energy' });
  assert.deepEqual([energies.columns, energies.unit], [['pixel3 cifar10', 'pixel3 ImageNet16-120'], 'mJ']);
});

test('a file of latencies is not taken for one of energies', async () => {
  await assert.rejects(read(',nasbench201_2,11.7491,0.573,4.87\n', 'log.csv', { quantity: 'energy' }), {
    code: 'invalid-input',
    message: /nn-Meter log, which holds latency and no energy/,
  });
});

test('nn-Meter: a log of NAS-Bench-201', async () => {
  const log = ',nasbench201_2,11.7491,0.573,4.87\r\n,nasbench201_0,6.5,0.79,5.26\n';
  const table = await read(log, 'nasbench201-log.csv', { column: 'cortexA76cpu' });
  assert.deepEqual(rows(table), [
    [third, 11.7491],
    [first, 6.5],
  ]);
  assert.deepEqual(table.columns, ['cortexA76cpu']);
  await refuses(',alexnet_2,11.7,0.5,4.8\n', /line 1, column “network”: “alexnet_2” is no network of NAS-Bench-201/);
  await refuses(',nasbench201_15625,11.7,0.5,4.8\n', /“nasbench201_15625” is no network/);
  await refuses(',nasbench201_1,1.7,0.5,4.8\n,nasbench201_2,fast,0.5,4.8\n', /line 2, column “latency”: “fast” is not a number/);
  await refuses(',nasbench201_1,1.7,0.5,1,2\n', /line 1, column 6: the line has 6 cells and a log has 4 or 5/);
  await refuses(',nasbench201_1,1.7\n', /line 1, column 4: the line has 3 cells/);
  await refuses(',nasbench201_1,1,1,1\n,nasbench201_1,1,1,1\n', /row 2, column “arch”: .* row 1 again/);
});

test('nn-Meter: the bench dataset', async () => {
  const line = (id: string, cpu: string, gpu = 'null') =>
    `{"id": "${id}", "cortexA76cpu_tflite21": ${cpu}, "adreno640gpu_tflite21": ${gpu}, "graph": {}}\n`;
  const table = await read(line('nasbench201_2', '11.7491', '4') + line('nasbench201_0', '6.5'), 'nasbench201s.jsonl');
  assert.deepEqual(rows(table), [
    [third, 11.7491, 4],
    [first, 6.5, null],
  ]);
  assert.deepEqual(table.columns, ['cortexA76cpu_tflite21', 'adreno640gpu_tflite21']);
  await refuses(line('alexnet_1356', '148.164'), /line 1, column “id”: “alexnet_1356” is no network of NAS-Bench-201/);
  await refuses(line('nasbench201_2', '1') + line('nasbench201_2', '1'), /row 2, column “arch”: .* row 1 again/);
  await refuses(line('nasbench201_2', '"fast"'), /line 1, column “cortexA76cpu_tflite21”: “"fast"” is no number/);
  await refuses(line('nasbench201_2', '-1'), /row 1, column “cortexA76cpu_tflite21”: “-1” is not positive/);
  await refuses(`${line('nasbench201_2', '1')}{"id": "nasbench201_0"}\n`, /line 2, column “cortexA76cpu_tflite21”: “nothing” is no number/);
  await refuses(`${line('nasbench201_2', '1')}{"id": "nasb`, /line 2, column 1: the line is no JSON object/);
});

test('nn-Meter: published numbers agree with OneProxy’s', { skip: withoutData('nas-bench-201/oneproxy.csv') }, async () => {
  // Lines of microsoft/nn-Meter, data/model_latency/{cpu,gpu,gpu1,vpu}/nasbench201-log.csv.
  const logs: Readonly<Record<string, string>> = {
    true_a76: ',nasbench201_803,11.7491,0.573,4.876969299776152\n,nasbench201_1173,14.9984,0.79,5.2672285043738\n',
    true_640: ',nasbench201_725,3.47846999,0.008886841220824865\n',
    true_630: ',nasbench201_803,4.21006616,0.018404636152057504\n',
    true_vpu: ',nasbench201_8463,6.269,0\n,nasbench201_689,4.316,0\n',
  };
  const oneProxy = await read(readFileSync(referenceData('nas-bench-201/oneproxy.csv')!), 'oneproxy.csv');
  for (const [column, log] of Object.entries(logs)) {
    const known = new Map(rowsOf(oneProxy).map(({ architecture, values }) => [architecture, values[oneProxy.columns.indexOf(column)]]));
    for (const { architecture, values } of rowsOf(await read(log, 'log.csv'))) closeTo(values[0], known.get(architecture)!, 1e-6, column);
  }
});

test('cost models: medians of runs', async () => {
  const table = await read('22.5,17.5,18.5\n14,12,13,15\n', 'H8314_0.txt', { order: [first, second] });
  assert.deepEqual(rows(table), [
    [first, 18.5],
    [second, 13.5],
  ]);
  assert.deepEqual(table.columns, ['H8314_0']);
  await refuses('1,2\n1,x\n', /line 2, column “run 2”: “x” is not a number/, { order: [first, second] });
  await refuses('1,2\n1,3\n', /2 values and no names/);
});

test('a format can be forced, and what none recognises is told as CSV', async () => {
  await refuses('arch,x\n', /no instruction|not there|ends too early|no list/, {}, 'oneproxy');
  await refuses('hello\n', /line 1, column 1: the header begins with “hello”/);
  await refuses('version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n', /pointer of Git LFS/);
  await refuses('PK\x03\x04', /zip archive/);
  await refuses(Uint8Array.of(0x80, 3, 0x4b, 1, 0x2e), /a pickle, and of none of the known tables/);
  const table = await read(`# by hand\n\narch,x\n${first},2\n`, 'mine.csv');
  assert.deepEqual(rows(table), [[first, 2]]);
});

test('every format knows its own files and no other’s', { skip: needsPythonModule('numpy') }, () => {
  const files: Readonly<Record<TableFormat, readonly Uint8Array[]>> = {
    csv: [Buffer.from('# unit: ms\n\narch,x\n')],
    oneproxy: [0, 1, 2, 3, 4, 5].flatMap((protocol) => [
      pythonPickle('[1.0, 2.0]', protocol),
      pythonPickle('numpy.array([1.0])', protocol, 'import numpy'),
    ]),
    eagle: [0, 1, 2, 3, 4, 5].map((protocol) => pythonPickle('{(4, 2, 1, 2, 1, 1): 1.0}', protocol)),
    'hw-nas-bench': [0, 1, 2, 3, 4, 5].map((protocol) => pythonPickle(`{'nasbench201': {}}`, protocol)),
    help: torchFiles.map(torchFile),
    'nn-meter-bench': [Buffer.from('{"id": "alexnet_1356", "cortexA76cpu_tflite21": 148.164, "graph": {}}\n')],
    'nn-meter': [Buffer.from(',alexnet_2,11.7,0.5,4.8\n')],
    'cost-model': [Buffer.from('22.609219,17.186563\n')],
  };
  for (const [format, heads] of Object.entries(files)) {
    for (const head of heads) assert.equal(tableImporters.find(({ recognises }) => recognises(head, ''))?.id, format);
  }
});
