import type { ArchitectureName } from '../core/brand.ts';
import type { CampaignSpec, PlanSlot } from '../core/measurement/measurement.ts';
import { createRng, type Rng } from '../core/rng.ts';

/** One network's turn in a campaign. */
export interface PlannedItem {
  readonly slot: PlanSlot;
  readonly architecture: ArchitectureName;
  readonly isAnchor: boolean;
}

/** Networks between two turns of the anchor, at most. */
export const anchorInterval = 8;

/** Number of blocks that are really made: never more than architectures. */
export function blockCount(spec: CampaignSpec): number {
  return Math.min(spec.blocks, spec.architectures.length);
}

/**
 * The turns of one execution of a block, in order. Depends on nothing but the spec, so that a campaign can be planned again after a crash.
 * Architectures are dealt at random into blocks of almost equal size; every repeat has a new order. The anchor has the first turn, the last
 * one, and turns in between, evenly.
 */
export function planBlock(spec: CampaignSpec, block: number, repeat: number): readonly PlannedItem[] {
  const rng = createRng(spec.seed);
  const dealt = dealBlocks(spec.architectures, blockCount(spec), rng.fork('blocks'))[block];
  if (dealt === undefined) throw new RangeError(`block ${block} of ${blockCount(spec)}`);
  const shuffled = rng.fork(`block ${block} repeat ${repeat}`).shuffle(dealt);
  const turns = withAnchors(shuffled, spec.anchor);
  return turns.map((turn, position) => ({ slot: { block, repeat, position }, ...turn }));
}

function dealBlocks(architectures: readonly ArchitectureName[], blocks: number, rng: Rng): readonly (readonly ArchitectureName[])[] {
  const shuffled = rng.shuffle(architectures);
  return Array.from({ length: blocks }, (_, block) => shuffled.filter((_architecture, index) => index % blocks === block));
}

function withAnchors(architectures: readonly ArchitectureName[], anchor: ArchitectureName): readonly Omit<PlannedItem, 'slot'>[] {
  const gaps = Math.max(1, Math.ceil(architectures.length / anchorInterval));
  const anchorTurn = { architecture: anchor, isAnchor: true };
  const turns: Omit<PlannedItem, 'slot'>[] = [anchorTurn];
  for (let gap = 0; gap < gaps; gap++) {
    const first = Math.floor((gap * architectures.length) / gaps);
    const last = Math.floor(((gap + 1) * architectures.length) / gaps);
    for (const architecture of architectures.slice(first, last)) turns.push({ architecture, isAnchor: false });
    turns.push(anchorTurn);
  }
  return turns;
}
