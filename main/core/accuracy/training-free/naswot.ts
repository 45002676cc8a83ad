import { cholesky } from '../../linalg/cholesky.ts';
import { liveLayers } from '../../network/live-layers.ts';
import type { Network } from '../../network/network.ts';
import { writeCodeNetwork } from '../../network/onnx/write-code-network.ts';
import { createRng } from '../../rng.ts';
import type { ForwardPass } from '../forward-pass.ts';

/** Inputs that an untrained network is to tell apart: random, as no data come with a space. */
const batch = 32;
const [weightSeed, inputSeed] = [1, 2];

/**
 * NASWOT (Mellor et al. 2021): the log determinant of how alike an untrained network's activations are for different inputs; larger where it tells them
 * apart. −Infinity where it does not, a network without any path for one.
 */
export async function naswot(network: Network, forward: ForwardPass): Promise<number> {
  const live = liveLayers(network);
  const [first] = live.layers;
  if (first?.kind !== 'input') throw new Error('a network begins with its input');
  const { channels, height, width } = first.shape;
  const rng = createRng(inputSeed);
  const input = Float32Array.from({ length: batch * channels * height * width }, () => rng.normal());
  const gram = await forward.run(writeCodeNetwork(live, { batch, seed: weightSeed }), input, [batch, channels, height, width]);
  return logDeterminantOfAgreement(Float64Array.from(gram));
}

/** `gram` [n, n]: units on which two inputs agree, less those on which they don't; its diagonal counts them all. */
export function logDeterminantOfAgreement(gram: Float64Array): number {
  const n = Math.sqrt(gram.length);
  const units = gram[0]!;
  if (!(units > 0)) return -Infinity;
  const factor = cholesky({ rows: n, cols: n, data: gram.map((value) => (value + units) / (2 * units)) });
  if (factor === undefined) return -Infinity;
  // The number of units is taken out of the determinant and put back here.
  let sum = n * Math.log(units);
  for (let i = 0; i < n; i++) sum += 2 * Math.log(factor.data[i * n + i]!);
  return sum;
}
