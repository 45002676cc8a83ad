import type { SpaceId } from '../../core/brand.ts';
import { nasBench201Edges, nasBench201Operators, printCell } from '../../core/spaces/nas-bench-201-cell.ts';
import { tableError } from '../table-place.ts';
import { MersenneTwister } from './mersenne-twister.ts';

/** What the benchmark's authors seeded the shuffling of its list with (AutoDL-Projects, NAS-Bench-201/main.py). */
const publishedSeed = 88;

let known: readonly string[] | undefined;

/** The 15,625 cells in the benchmark's order: number 803 of nn-Meter or HW-NAS-Bench is the one at index 803. */
export function nasBench201Order(): readonly string[] {
  known ??= new MersenneTwister(publishedSeed).shuffle(cellsFrom(0).map(printCell));
  return known;
}

/** Refuses another space than the one that a format's files are of. */
export function requireNasBench201(file: string, title: string, spaceId: SpaceId): void {
  if (spaceId === 'nas-bench-201') return;
  const problem = `${title} holds architectures of nas-bench-201, not of ${spaceId}`;
  throw tableError('invalid-input', { file }, problem, 'Import it with the space nas-bench-201.');
}

function cellsFrom(edge: number): number[][] {
  if (edge === nasBench201Edges.length) return [[]];
  const rest = cellsFrom(edge + 1);
  return nasBench201Operators.flatMap((_, operator) => rest.map((others) => [operator, ...others]));
}
