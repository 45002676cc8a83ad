import assert from 'node:assert/strict';
import { networkCost } from '../../main/core/network/cost.ts';
import type { Network } from '../../main/core/network/network.ts';

/** MACs and parameters in millions: MACs within 0.1 %, parameters as published to three decimals; with `params`, exactly. */
export function checkCost(network: Network, macsM: number, paramsM: number, params?: number): void {
  const cost = networkCost(network);
  assert.ok(Math.abs(cost.macs / 1e6 - macsM) <= 0.001 * macsM, `${network.name}: ${cost.macs / 1e6} M MACs instead of ${macsM} M`);
  assert.ok(Math.abs(cost.params / 1e6 - paramsM) <= 0.001, `${network.name}: ${cost.params / 1e6} M parameters instead of ${paramsM} M`);
  if (params !== undefined) assert.equal(cost.params, params, network.name);
}
