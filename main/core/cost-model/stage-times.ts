import { type LayerRow, stageRows } from '../network/layer-features.ts';
import type { Network } from '../network/network.ts';
import type { Rng } from '../rng.ts';
import { median, quantiles } from '../stats/quantiles.ts';
import { mean } from '../stats/summary.ts';
import type { LayeredNetwork } from './cost-model.ts';
import { fitLayerCosts, layerCost, networkCost } from './layer-costs.ts';

/**
 * A part of a network and its share of the latency, ms. `lowMs` to `highMs`: 90 %, by how the fits differ and by what sums over layers miss,
 * spread over the stages.
 */
export interface StageTime {
  readonly stage: string;
  readonly latencyMs: number;
  readonly lowMs: number;
  readonly highMs: number;
}

export interface StageTimes {
  /** In the order of the network; together they take its latency. */
  readonly stages: readonly StageTime[];
  /** By how much sums over layers usually miss the latency of a network that their fit did not see (0.05: 5 %). */
  readonly relativeError: number;
}

const fits = 20;
/** Half of a normal distribution's 90 % over its median absolute deviation. */
const halfOverMedian = 1.645 * 1.4826;
/** Few, so that what different networks say of a layer differs by what sums over layers leave out. */
const networksPerFit = 20;
/** As many as are fitted judge the fit. */
export const fewestNetworks = 2 * networksPerFit;

/**
 * Where a network's time goes, which nobody measured: the costs of layers with which sums come nearest to the latencies of whole networks, fitted
 * again and again to a few of them, and each time made to add up to `latencyMs`, the network's own. `knownMs`: latencies of the known networks, at
 * least `fewestNetworks`, positive.
 */
export function stageTimes(
  network: Network,
  latencyMs: number,
  known: readonly LayeredNetwork[],
  knownMs: ArrayLike<number>,
  rng: Rng,
): StageTimes {
  const stages = [...stageRows(network)];
  const errors: number[] = [];
  const times = stages.map((): number[] => []);
  for (let fit = 0; fit < fits; fit++) {
    const drawn = rng.sampleWithout(known.length, 2 * networksPerFit);
    const [chosen, others] = [drawn.slice(0, networksPerFit), drawn.slice(networksPerFit)];
    const costs = fitLayerCosts(
      chosen.map((index) => known[index]!),
      chosen.map((index) => knownMs[index]!),
    );
    const costOf = (rows: readonly LayerRow[]): number => rows.reduce((sum, row) => sum + layerCost(costs, row), 0);
    const stageCosts = stages.map(([, rows]) => costOf(rows));
    const total = stageCosts.reduce((sum, cost) => sum + cost, 0);
    stageCosts.forEach((cost, stage) => times[stage]!.push((latencyMs * cost) / total));
    errors.push(median(others.map((index) => Math.abs(networkCost(costs, known[index]!) / knownMs[index]! - 1))));
  }
  const relativeError = median(errors);
  const missedMs = (halfOverMedian * relativeError * latencyMs) / Math.sqrt(stages.length);
  return {
    stages: stages.map(([stage], index) => {
      const stageMs = mean(times[index]!);
      const [low, high] = quantiles(times[index]!, [0.05, 0.95]) as [number, number];
      const [lowMs, highMs] = [stageMs - Math.hypot(stageMs - low, missedMs), stageMs + Math.hypot(high - stageMs, missedMs)];
      return { stage, latencyMs: stageMs, lowMs: Math.max(0, lowMs), highMs };
    }),
    relativeError,
  };
}
