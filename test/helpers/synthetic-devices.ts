import { networkCost } from '../../main/core/network/cost.ts';
import { createRng } from '../../main/core/rng.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { sampleDistinct } from '../../main/core/spaces/sample-distinct.ts';

/** Architectures of NAS-Bench-201 that run something. */
export function syntheticNetworks(count: number): string[] {
  const rng = createRng(5);
  const live = sampleDistinct(nasBench201, 3 * count + 20, rng).filter((one) => nasBench201.liveGenes(one).includes(true));
  return live.slice(0, count).map((architecture) => nasBench201.print(architecture));
}

/**
 * Latencies in ms of devices that differ in speed and in what costs them time (MACs, weights, layers), with 2 % of noise:
 * [devices][architectures].
 */
export function syntheticLatencies(architectures: readonly string[], devices: number, seed = 1): number[][] {
  const rng = createRng(seed);
  const costs = architectures.map((name) => {
    const network = nasBench201.network(nasBench201.parse(name));
    const { macs, params } = networkCost(network);
    return [macs / 1e8, params / 1e6, network.layers.length / 100] as const;
  });
  return Array.from({ length: devices }, () => {
    const speed = Math.exp(rng.normal());
    const weights = [1, 1, 1].map(() => Math.exp(0.5 * rng.normal()));
    return costs.map((cost) => speed * cost.reduce((sum, value, k) => sum + value * weights[k]!, 0.1) * Math.exp(0.02 * rng.normal()));
  });
}
