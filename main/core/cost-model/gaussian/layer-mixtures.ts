import { type Matrix, row, zeros } from '../../linalg/matrix.ts';
import type { LayerRow } from '../../network/layer-features.ts';
import { createRng } from '../../rng.ts';
import type { LayeredNetwork } from '../cost-model.ts';
import { type LayerCosts, layerCost } from '../layer-costs.ts';
import { layerKind, layerKinds } from '../layer-size.ts';

/** Random waves a kind: the products of their sums differ from the kernel's by some 1/√64 of it. */
const waves = 64;
const dimensions = 5;
const seed = 1;

/**
 * Features of networks whose scalar product is Σ Σ s·s′·κ over the pairs of layers of one kind, s being a layer's share in its network's
 * cost and κ = exp(−‖z − z′‖² / (2·lengthScale²)) with z the logarithms of side, channels, kernel and stride. If the cost of a layer differs
 * from what its size tells by a smooth function of z, the logarithm of the network's cost differs by a Gaussian process with this covariance.
 * κ is expanded into random Fourier features (Rahimi and Recht 2007). [networks, 7 kinds × 64]
 */
export function layerMixtures(networks: readonly LayeredNetwork[], costs: LayerCosts, lengthScale: number): Matrix {
  const rng = createRng(seed);
  const frequencies = Float64Array.from({ length: waves * dimensions }, () => rng.normal() / lengthScale);
  const phases = Float64Array.from({ length: waves }, () => 2 * Math.PI * rng.next());
  const mixtures = zeros(networks.length, layerKinds.length * waves);
  networks.forEach(({ layers }, network) => {
    const sums = row(mixtures, network);
    let total = 0;
    for (const layer of layers) {
      const cost = layerCost(costs, layer);
      total += cost;
      const z = coordinates(layer);
      const first = layerKinds.indexOf(layerKind(layer)) * waves;
      for (let wave = 0; wave < waves; wave++) {
        let angle = phases[wave]!;
        for (let d = 0; d < dimensions; d++) angle += frequencies[wave * dimensions + d]! * z[d]!;
        sums[first + wave]! += cost * Math.cos(angle);
      }
    }
    const scale = Math.sqrt(2 / waves) / total;
    for (let i = 0; i < sums.length; i++) sums[i]! *= scale;
  });
  return mixtures;
}

function coordinates({ outSide, inChannels, outChannels, kernel, stride }: LayerRow): readonly number[] {
  return [outSide, inChannels, outChannels, kernel, stride].map((value) => Math.log(Math.max(1, value)));
}
