import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { row } from '../../../main/core/linalg/matrix.ts';
import { layerFeatureNames, layerFeatures, layerRows } from '../../../main/core/network/layer-features.ts';
import { NetworkBuilder } from '../../../main/core/network/network-builder.ts';
import type { Network } from '../../../main/core/network/network.ts';
import { mobileRandomSizes } from '../../../main/core/spaces/mobile-random-draw.ts';
import { mobileRandom } from '../../../main/core/spaces/mobile-random.ts';
import { buildReference, findReferenceNetwork } from '../../../main/core/spaces/reference-networks.ts';
import type { NetworkOptions } from '../../../main/core/spaces/search-space.ts';
import { referenceData, withoutData } from '../../helpers/requirements.ts';

type PublishedRow = readonly [string, number, number, number, number, number, number, number, number];
type PublishedNetwork = { readonly id: string; readonly columns: readonly string[]; readonly layers: readonly PublishedRow[] };

const published = 'mobile-cpu/networks.jsonl';
const publishedNetworks = (): PublishedNetwork[] =>
  readFileSync(referenceData(published)!, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PublishedNetwork);

const asPublished = (network: Network): PublishedRow[] =>
  layerRows(network).map((layer) => [
    layer.operator,
    layer.inSide,
    layer.outSide,
    layer.inChannels,
    layer.outChannels,
    layer.kernel,
    layer.stride,
    layer.padding,
    layer.macs,
  ]);

test('a row has 13 features: its kind one-hot, then numbers', () => {
  const builder = new NetworkBuilder('small', { channels: 3, height: 8, width: 8 });
  const stem = builder.convolution(builder.input, { outChannels: 4, kernel: 3, stride: 2, activation: 'relu' });
  const depthwise = builder.depthwise(stem, { kernel: 5 });
  builder.fullyConnected(builder.globalAveragePool(builder.add([stem, depthwise])), 10);
  const features = layerFeatures(builder.build());
  assert.equal(layerFeatureNames.length, 13);
  assert.deepEqual(
    Array.from({ length: features.rows }, (_, i) => [...row(features, i)]),
    [
      [1, 0, 0, 0, 0, 8, 4, 3, 4, 3, 2, 1, 1728],
      [0, 0, 0, 1, 0, 4, 4, 4, 4, 0, 0, 0, 64],
      [0, 1, 0, 0, 0, 4, 4, 4, 4, 5, 1, 2, 1600],
      [0, 0, 1, 0, 0, 4, 4, 4, 4, 0, 0, 0, 64],
      [0, 0, 0, 0, 1, 4, 1, 4, 4, 4, 4, 0, 4],
      [1, 0, 0, 0, 0, 1, 1, 4, 10, 1, 1, 0, 40],
    ],
  );
});

test('reference networks have the rows that the paper’s authors give, number by number', { skip: withoutData(published) }, () => {
  const networks = new Map(publishedNetworks().map((network) => [network.id, network.layers]));
  const cases: readonly [string, string, NetworkOptions?][] = [
    ['mobilenet_v2_1.0', 'MobileNetV2'],
    ['mobilenet_v2_0.75', 'MobileNetV2', { width: 0.75 }],
    ['mobilenet_v2_0.5', 'MobileNetV2', { width: 0.5 }],
    ['mobilenet_v2_0.25', 'MobileNetV2', { width: 0.25 }],
    ['proxyless_mobile', 'ProxylessNAS-Mobile'],
    ['proxyless_mobile_14', 'ProxylessNAS-Mobile-14'],
    ['fbnetc_100', 'FBNet-C', { variant: 'timm' }],
  ];
  for (const [id, name, options] of cases)
    assert.deepEqual(asPublished(buildReference(findReferenceNetwork(name), options)), networks.get(id), id);
});

/** Kinds and what follows from the skeleton; channels and kernels of blocks are random. */
const skeleton = (
  rows: readonly PublishedRow[],
): { start: readonly PublishedRow[]; end: readonly string[]; kinds: ReadonlySet<string> } => ({
  start: rows.slice(0, 1),
  end: rows.slice(-4).map((layer) => layer[0]),
  kinds: new Set(rows.map(([kind, , , , , kernel, stride, padding]) => [kind, kernel, stride, padding].join())),
});

test('random networks have rows of the shape of the paper’s', { skip: withoutData(published) }, () => {
  const theirs = publishedNetworks().filter(({ id }) => id.startsWith('rand_'));
  assert.equal(theirs.length, 100);
  for (const size of mobileRandomSizes) {
    const known = theirs.filter(({ id }) => id.includes(size)).map(({ layers }) => skeleton(layers));
    const kinds = new Set(known.flatMap((network) => [...network.kinds]));
    for (let seed = 0; seed < 50; seed++) {
      const own = skeleton(asPublished(mobileRandom.network(mobileRandom.parse(`random:${seed}:${size}`))));
      assert.deepEqual(own.start, known[0]!.start);
      assert.deepEqual(own.end, known[0]!.end);
      assert.ok(
        [...own.kinds].every((kind) => kinds.has(kind)),
        [...own.kinds].join(' '),
      );
    }
  }
});

test(
  'a random network of the paper, rebuilt from its rows’ channels and kernels, has its MACs row by row',
  { skip: withoutData(published) },
  () => {
    for (const { id, layers } of publishedNetworks().filter((network) => network.id.startsWith('rand_'))) {
      for (const [kind, inSide, outSide, inChannels, outChannels, kernel, stride, padding, macs] of layers) {
        const builder = new NetworkBuilder(id, { channels: inChannels, height: inSide, width: inSide });
        const form = { kernel, stride };
        if (kind === 'conv') builder.convolution(builder.input, { outChannels, ...form });
        else if (kind === 'dwconv') builder.depthwise(builder.input, form);
        else if (kind === 'relu') builder.activation(builder.input, 'relu');
        else if (kind === 'add') builder.add([builder.input, builder.input]);
        else builder.pool(builder.input, 'max-pool', kernel, stride, padding);
        assert.deepEqual(
          asPublished(builder.build()),
          [[kind, inSide, outSide, inChannels, outChannels, kernel, stride, padding, macs]],
          id,
        );
      }
    }
  },
);
