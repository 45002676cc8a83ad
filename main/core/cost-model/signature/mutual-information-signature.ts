import type { Matrix } from '../../linalg/matrix.ts';
import { quantiles } from '../../stats/quantiles.ts';

const levels = 3;

/**
 * The published MIS: latencies of each network are quantised to three levels with equally many devices; then network after network, the x that
 * maximises H(S, x) − H(x), S being what is chosen and H the entropy over the devices. The first one is the one that shares most information
 * with all others together. Equal values go to the earlier network. `logs`: [devices, networks], complete.
 */
export function mutualInformationSignature(logs: Matrix, size: number): number[] {
  const { rows: devices, cols: networks } = logs;
  const quantised = Array.from({ length: networks }, (_, network) =>
    quantise(Float64Array.from({ length: devices }, (__, device) => logs.data[device * networks + network]!)),
  );
  const entropies = quantised.map((values) => entropy(values));
  const best = (gain: (network: number) => number, chosen: readonly number[]): number => {
    let most = { network: -1, gain: -Infinity };
    for (let network = 0; network < networks; network++) {
      const value = chosen.includes(network) ? -Infinity : gain(network);
      if (value > most.gain + 1e-12) most = { network, gain: value };
    }
    return most.network;
  };
  const shared = (network: number) =>
    quantised.reduce((sum, other, i) => sum + entropies[i]! + entropies[network]! - entropy(joined(quantised[network]!, other)), 0);
  const chosen = [best(shared, [])];
  let together: ArrayLike<number> = quantised[chosen[0]!]!;
  while (chosen.length < size) {
    const network = best((candidate) => entropy(joined(together, quantised[candidate]!)) - entropies[candidate]!, chosen);
    chosen.push(network);
    together = renumbered(joined(together, quantised[network]!));
  }
  return chosen;
}

/** Level 0, 1 or 2 of each value. */
function quantise(values: Float64Array): Uint8Array {
  const [low, high] = quantiles(values, [1 / levels, 2 / levels]);
  return Uint8Array.from(values, (value) => Number(value > low!) + Number(value > high!));
}

/** One number for each pair of values. */
function joined(classes: ArrayLike<number>, quantised: Uint8Array): Uint32Array {
  return Uint32Array.from(classes, (value, i) => value * levels + quantised[i]!);
}

/** The same classes with numbers from 0 on. */
function renumbered(classes: ArrayLike<number>): Uint32Array {
  const numbers = new Map<number, number>();
  return Uint32Array.from(classes, (value) => {
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value)!;
  });
}

/** Of the classes' shares, in nats. */
function entropy(classes: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (let i = 0; i < classes.length; i++) counts.set(classes[i]!, (counts.get(classes[i]!) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum -= (count / classes.length) * Math.log(count / classes.length);
  return sum;
}
