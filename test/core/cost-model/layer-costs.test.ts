import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costNames, fitLayerCosts, layerCost, networkCost } from '../../../main/core/cost-model/layer-costs.ts';
import { quantile } from '../../../main/core/stats/quantiles.ts';
import { closeTo } from '../../helpers/close-to.ts';
import { convolution, depthwise, elementWise, syntheticLatencies, syntheticNetworks } from './synthetic-devices.ts';

const networks = syntheticNetworks(80);

test('networks that were not fitted cost what their layers cost', () => {
  const [latencyMs] = syntheticLatencies(networks, 1, { noise: 0 });
  const costs = fitLayerCosts(networks.slice(0, 50), latencyMs!.slice(0, 50));
  assert.equal(costs.length, costNames.length);
  assert.ok(costs.every((cost) => cost >= 0));
  const errors = networks.slice(50).map((network, i) => Math.abs(networkCost(costs, network) / latencyMs![50 + i]! - 1));
  assert.ok(quantile(errors, 0.9) < 0.08, `nine of ten are off by less than ${quantile(errors, 0.9)}`);
});

test('a kind that no known network has costs what others of its sort cost', () => {
  const pointwise = [8, 16, 24, 40].map((channels) => ({ id: String(channels), layers: [convolution(8, 8, channels, channels, 1)] }));
  const latencyMs = pointwise.map(({ layers }) => 1e-6 * layers[0]!.macs);
  const costs = fitLayerCosts(pointwise, latencyMs);
  closeTo(layerCost(costs, depthwise(8, 8, 100, 5, 1)), 1e-6 * 8 * 8 * 100 * 25, 0.2);
});

test('constant latencies of equal networks are met, and a layer is never free', () => {
  const same = [1, 2, 3].map((id) => ({ id: String(id), layers: networks[0]!.layers }));
  const costs = fitLayerCosts(same, [7, 7, 7]);
  closeTo(networkCost(costs, same[0]!), 7, 0.01);
  assert.ok(layerCost(costs, elementWise('relu', 0, 0)) > 0);
});
