import type { CostModelTraining, LayeredNetwork } from '../../../main/core/cost-model/cost-model.ts';
import { type LayerKind, layerInputs, layerKind, layerOutputs } from '../../../main/core/cost-model/layer-size.ts';
import type { LayerRow } from '../../../main/core/network/layer-features.ts';
import { createRng, type Rng } from '../../../main/core/rng.ts';

/** Networks of inverted residual blocks with random widths, kernels and depths. */
export function syntheticNetworks(count: number, seed = 1): LayeredNetwork[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, (_, i) => ({ id: `network ${i}`, layers: randomLayers(rng) }));
}

function randomLayers(rng: Rng): LayerRow[] {
  const layers: LayerRow[] = [convolution(64, 32, 3, 16, 3)];
  let [side, channels] = [32, 16];
  const blocks = 3 + rng.integer(6);
  for (let block = 0; block < blocks; block++) {
    const expanded = channels * rng.pick([1, 3, 6]);
    const stride = block % 2 === 1 && side > 4 ? 2 : 1;
    const next = rng.pick([16, 24, 32, 48, 64, 96]);
    layers.push(convolution(side, side, channels, expanded, 1), elementWise('relu', side, expanded));
    layers.push(depthwise(side, side / stride, expanded, rng.pick([3, 5, 7]), stride));
    side /= stride;
    layers.push(convolution(side, side, expanded, next, 1));
    if (stride === 1 && next === channels) layers.push(elementWise('add', side, next));
    channels = next;
  }
  const head = { ...elementWise('pool', side, channels), outSide: 1, kernel: side, stride: side, macs: channels };
  return [...layers, head, convolution(1, 1, channels, 100, 1)];
}

export function convolution(inSide: number, outSide: number, inChannels: number, outChannels: number, kernel: number): LayerRow {
  const macs = outSide * outSide * inChannels * outChannels * kernel * kernel;
  const [stride, padding] = [inSide / outSide, (kernel - 1) / 2];
  return { operator: 'conv', inSide, outSide, inChannels, outChannels, kernel, stride, padding, macs };
}

export function depthwise(inSide: number, outSide: number, channels: number, kernel: number, stride: number): LayerRow {
  const macs = outSide * outSide * channels * kernel * kernel;
  return {
    operator: 'dwconv',
    inSide,
    outSide,
    inChannels: channels,
    outChannels: channels,
    kernel,
    stride,
    padding: (kernel - 1) / 2,
    macs,
  };
}

export function elementWise(operator: 'relu' | 'add' | 'pool', side: number, channels: number): LayerRow {
  const sides = { inSide: side, outSide: side, inChannels: channels, outChannels: channels };
  return { operator, ...sides, kernel: 0, stride: 0, padding: 0, macs: side * side * channels };
}

/** ns a multiplication by kind, ns a value, ns a layer of the average device. */
const averageCosts: Readonly<Record<LayerKind | 'value' | 'layer', number>> = {
  convolution: 1,
  pointwise: 0.6,
  'fully connected': 1,
  depthwise: 3,
  add: 0,
  activation: 0,
  pool: 0,
  value: 2,
  layer: 3000,
};

/**
 * Latencies [devices][networks] in ms of devices whose costs differ from the average one's each by a log-normal factor, and all of them by
 * another: what a device costs is additive in the layers, its noise multiplicative.
 */
export function syntheticLatencies(networks: readonly LayeredNetwork[], devices: number, { noise = 0.01, seed = 2 } = {}): Float64Array[] {
  const rng = createRng(seed);
  return Array.from({ length: devices }, () => {
    const speed = Math.exp(0.7 * rng.normal());
    const costs = Object.fromEntries(
      Object.entries(averageCosts).map(([name, cost]) => [name, speed * cost * Math.exp(0.6 * rng.normal())]),
    );
    return Float64Array.from(networks, ({ layers }) => {
      const ns = layers.reduce((sum, layer) => sum + layerNs(layer, costs), 0);
      return 1e-6 * ns * Math.exp(noise * rng.normal());
    });
  });
}

function layerNs(layer: LayerRow, costs: Readonly<Record<string, number>>): number {
  const kind = layerKind(layer);
  const heavy = layer.operator === 'conv' || layer.operator === 'dwconv' ? layer.macs * costs[kind]! : 0;
  return heavy + costs['value']! * (layerInputs(layer) + layerOutputs(layer)) + costs['layer']!;
}

/** Thirty devices that have measured everything; a signature of six networks. */
export function syntheticTraining(networks: readonly LayeredNetwork[], latencyMs: readonly Float64Array[]): CostModelTraining {
  return { networks, latencyMs, signature: [0, 7, 14, 21, 28, 35].filter((network) => network < networks.length) };
}

/** The networks as `evaluate cost-model` reads them. */
export function networkLines(networks: readonly LayeredNetwork[]): string {
  const columns = ['op', 'in_hw', 'out_hw', 'in_c', 'out_c', 'kernel', 'stride', 'pad', 'macs'];
  return networks.map(({ id, layers }) => JSON.stringify({ id, columns, layers: layers.map((layer) => Object.values(layer)) })).join('\n');
}

/** Latencies [devices][networks] as a table of the devices `phone 0`, `phone 1`, … */
export function latencyCsv(networks: readonly LayeredNetwork[], latencyMs: readonly Float64Array[]): string {
  const header = ['arch', ...latencyMs.map((_, device) => `phone ${device}`)].join(',');
  const rows = networks.map(({ id }, network) => [id, ...latencyMs.map((device) => device[network]!.toPrecision(6))].join(','));
  return `${[header, ...rows].join('\n')}\n`;
}
