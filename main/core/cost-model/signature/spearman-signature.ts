import { type Matrix } from '../../linalg/matrix.ts';
import { spearmanMatrix } from '../../stats/spearman-matrix.ts';
import { greedySignature } from './greedy-signature.ts';

/** Networks that rank devices so much alike are neighbours. */
const neighbourCorrelation = 0.98;
/** With no more networks left, the published procedure ends. */
const fewestLeft = 5;

/**
 * The published SCCS: takes the network with the most neighbours, Spearman's ρ over the devices > .98, and removes it and them, again and again.
 * It ends early where few networks or no neighbours are left; the rest is chosen by `greedySignature`. `logs`: [devices, networks], complete.
 */
export function spearmanSignature(logs: Matrix, size: number): number[] {
  const columns = Array.from({ length: logs.cols }, (_, network) =>
    Float64Array.from({ length: logs.rows }, (__, device) => logs.data[device * logs.cols + network]!),
  );
  const correlations = spearmanMatrix(columns);
  const areNeighbours = (a: number, b: number) => a !== b && (correlations[a]![b] ?? 0) > neighbourCorrelation;
  const chosen: number[] = [];
  let left = columns.map((_, network) => network);
  while (chosen.length < size && left.length > fewestLeft) {
    let best = { network: -1, neighbours: 0 };
    for (const network of left) {
      const neighbours = left.filter((other) => areNeighbours(network, other)).length;
      if (neighbours > best.neighbours) best = { network, neighbours };
    }
    if (best.neighbours === 0) break;
    chosen.push(best.network);
    left = left.filter((other) => other !== best.network && !areNeighbours(best.network, other));
  }
  return greedySignature(logs, size, chosen);
}
