import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { isLabError } from '../../../main/core/lab-error.ts';
import { networkCost } from '../../../main/core/network/cost.ts';
import { inferShapes } from '../../../main/core/network/shapes.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import type { Architecture, NetworkOptions } from '../../../main/core/spaces/search-space.ts';
import { referenceData, withoutData } from '../../helpers/requirements.ts';

const cell = (...operators: readonly string[]): string =>
  `|${operators[0]}~0|+|${operators[1]}~0|${operators[2]}~1|+|${operators[3]}~0|${operators[4]}~1|${operators[5]}~2|`;
const cost = (name: string, options: NetworkOptions = {}): { macs: number; params: number } =>
  networkCost(nasBench201.network(nasBench201.parse(name), options));
const all3x3 = cell(...Array<string>(6).fill('nor_conv_3x3'));
const noPath = cell('nor_conv_3x3', 'none', 'none', 'none', 'none', 'avg_pool_3x3');

const near = (actual: number, expected: number, tolerance: number): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance * expected, `${actual} is not within ${tolerance} of ${expected}`);

test('the cell of six 3×3 convolutions costs what the benchmark says', () => {
  const { macs, params } = cost(all3x3);
  near(macs, 220.12e6, 1e-5);
  assert.equal(params, 1_531_546);
  assert.equal(cost(all3x3, { variant: 'cifar100' }).params - params, 90 * 65);
  near(cost(all3x3, { variant: 'imagenet16-120' }).macs, 55.04e6, 1e-4);
});

test('with dead edges counted, cost is linear in the numbers of convolutions', () => {
  for (const architecture of nasBench201.enumerate!()) {
    if (architecture.reduce((sum, value, edge) => sum + value * 7 ** edge, 0) % 101 !== 0) continue;
    const convolutions = (operator: number): number => architecture.filter((value) => value === operator).length;
    const { macs, params } = networkCost(nasBench201.network(architecture, { keepDead: true }));
    near(macs, 7.783e6 + 35.389e6 * convolutions(3) + 3.932e6 * convolutions(2), 1e-3);
    near(params, 0.07331e6 + 0.24304e6 * convolutions(3) + 0.028e6 * convolutions(2), 1e-3);
  }
});

test('an edge is used where its end leads to the output, live where the input leads to it as well', () => {
  const leadsTo: Record<number, readonly (readonly number[])[]> = { 1: [[4], [2, 5]], 2: [[5]], 3: [[]] };
  const leadsFrom: Record<number, readonly (readonly number[])[]> = { 0: [[]], 1: [[0]], 2: [[1], [0, 2]] };
  const ends = [1, 2, 2, 3, 3, 3];
  const starts = [0, 0, 1, 0, 1, 2];
  for (const architecture of nasBench201.enumerate!()) {
    const open = (paths: readonly (readonly number[])[]) => paths.some((path) => path.every((edge) => architecture[edge] !== 0));
    const used = architecture.map((operator, edge) => operator !== 0 && open(leadsTo[ends[edge]!]!));
    assert.deepEqual(nasBench201.usedGenes(architecture), used);
    assert.deepEqual(
      nasBench201.liveGenes(architecture),
      used.map((isUsed, edge) => isUsed && open(leadsFrom[starts[edge]!]!)),
    );
  }
});

test('edges on no path from input to output are not built', () => {
  const onePath = cell('none', 'nor_conv_3x3', 'nor_conv_3x3', 'none', 'nor_conv_3x3', 'nor_conv_1x1');
  assert.deepEqual(cost(onePath), cost(cell('none', 'nor_conv_3x3', 'none', 'none', 'none', 'nor_conv_1x1')));
  near(cost(onePath, { keepDead: true }).macs, 7.783e6 + 3 * 35.389e6 + 3.932e6, 1e-3);
  const encoded = nasBench201.encode(nasBench201.parse(onePath));
  const value = (dimension: string): number => encoded[nasBench201.dimensions().indexOf(dimension)]!;
  assert.deepEqual(
    [
      'live edge 0-2=nor_conv_3x3',
      'edge 1-2=nor_conv_3x3',
      'live edge 1-2=nor_conv_3x3',
      'live nor_conv_3x3 edges',
      'nor_conv_3x3 edges',
    ].map(value),
    [1, 1, 0, 1, 3],
  );
});

test('a cell without any path is still a network', () => {
  for (const keepDead of [false, true]) {
    const network = nasBench201.network(nasBench201.parse(noPath), { keepDead });
    assert.deepEqual(inferShapes(network).at(-1), { channels: 10, height: 1, width: 1 });
    assert.equal(network.layers.filter((layer) => layer.kind === 'zero').length >= 15, true);
  }
  near(cost(noPath).macs, 7.783e6, 1e-3);
});

test('encodings have 31 and 69 dimensions', () => {
  assert.equal(nasBench201.dimensions('one-hot').length, 31);
  assert.equal(nasBench201.dimensions('live').length, 69);
});

test('15,625 names are 6,466 canonical cells and 5,260 networks', () => {
  const all = [...nasBench201.enumerate!()];
  const different = (form: (architecture: Architecture) => string): number => new Set(all.map(form)).size;
  assert.equal(nasBench201.size, 15_625);
  assert.equal(
    different((architecture) => nasBench201.print(architecture)),
    15_625,
  );
  assert.equal(
    different((architecture) => nasBench201.print(nasBench201.canonical(architecture))),
    6466,
  );
  assert.equal(different(nasBench201.networkKey), 5260);
});

test('cells of one network key have the same layers: only the order of their sums differs', () => {
  const content = (architecture: Architecture): string => {
    const { layers } = nasBench201.network(architecture);
    const additions = layers.reduce((sum, { kind, inputs }) => sum + (kind === 'add' ? inputs.length - 1 : 0), 0);
    const others = layers.filter(({ kind }) => kind !== 'add').map((layer) => `${layer.kind} ${'kernel' in layer ? layer.kernel : ''}`);
    return [additions, ...others.sort()].join();
  };
  const known = new Map<string, string>();
  for (const [index, architecture] of [...nasBench201.enumerate!()].entries()) {
    if (index % 7 !== 0) continue; // building all takes too long
    const key = nasBench201.networkKey(architecture);
    const own = content(architecture);
    assert.equal(own, known.get(key) ?? own, key);
    known.set(key, own);
  }
});

test('one canonical cell may be several networks: a convolution used twice counts as two', () => {
  const usedTwice = nasBench201.parse(cell('nor_conv_3x3', 'none', 'skip_connect', 'none', 'skip_connect', 'skip_connect'));
  const two = nasBench201.parse(cell('nor_conv_3x3', 'nor_conv_3x3', 'none', 'none', 'skip_connect', 'skip_connect'));
  assert.deepEqual(nasBench201.canonical(usedTwice), nasBench201.canonical(two));
  assert.notEqual(nasBench201.networkKey(usedTwice), nasBench201.networkKey(two));
  assert.ok(networkCost(nasBench201.network(usedTwice)).macs < networkCost(nasBench201.network(two)).macs);
});

const accuracies = 'nas-bench-201/accuracy.csv.gz';
const accuracyLines = (): string[] =>
  gunzipSync(readFileSync(referenceData(accuracies)!))
    .toString()
    .trim()
    .split('\n')
    .slice(1);

test('the cells of the accuracy file have 6,466 canonical forms', { skip: withoutData(accuracies) }, () => {
  const cells = accuracyLines().map((line) => nasBench201.parse(line.split(',')[0]!));
  assert.equal(cells.length, 15_625);
  assert.equal(new Set(cells.map((member) => nasBench201.canonical(member).join())).size, 6466);
});

test('cells that trained to the same accuracies are one network', { skip: withoutData(accuracies) }, () => {
  const groups = Map.groupBy(accuracyLines(), (line) => line.slice(line.indexOf(',')));
  const shared = [...groups.values()]
    .filter((lines) => lines.length > 1)
    .map((lines) => lines.map((line) => nasBench201.parse(line.split(',')[0]!)));
  assert.equal(shared.length, 323);
  for (const cells of shared) assert.equal(new Set(cells.map(nasBench201.networkKey)).size, 1);
});

test('what is wrong with a name is named', () => {
  const cases: readonly [string, RegExp][] = [
    ['', /1 of 3 nodes/],
    ['|none~0|+|none~0|none~1|', /2 of 3 nodes/],
    ['|none~0|+|none~0|+|none~0|none~1|none~2|', /node 2 has 1 of 2 edges/],
    [
      cell('none', 'nor_conv_5x5', 'none', 'none', 'none', 'none'),
      /edge 1 of node 2 has the operator “nor_conv_5x5”, known are none, skip_connect/,
    ],
    ['|none~0|+|none~0|none~0|+|none~0|none~1|none~2|', /edge 2 of node 2 comes from “0” instead of node 1/],
    ['none~0+|none~0|none~1|+|none~0|none~1|none~2|', /node 1 “none~0” does not stand between/],
  ];
  for (const [name, message] of cases) {
    assert.throws(
      () => nasBench201.parse(name),
      (error) => isLabError(error, 'invalid-input') && message.test(error.message),
      name,
    );
  }
});

test('a resolution that cannot be halved twice is refused', () => {
  assert.throws(
    () => nasBench201.network(nasBench201.parse(all3x3), { resolution: 33 }),
    (error) => isLabError(error, 'invalid-input') && error.message.includes('33'),
  );
});
