/** One join of an average-linkage tree: nodes 0 … n−1 are leaves, n+i is the i-th join. */
export interface TreeJoin {
  readonly left: number;
  readonly right: number;
  readonly distance: number;
}

/** A bracket that joins two branches: where each comes from and how far out they meet, as shares of the width. */
export interface Bracket {
  readonly fromLeft: number;
  readonly fromRight: number;
  readonly reach: number;
  /** Positions along the leaves, in units of one leaf (0.5 is the middle of the first). */
  readonly left: number;
  readonly right: number;
}

/** Brackets of a tree drawn beside its leaves; `order` lists the leaves from top to bottom. The farthest join reaches 1. */
export function dendrogram(tree: readonly TreeJoin[], order: readonly number[]): Bracket[] {
  const farthest = Math.max(...tree.map((join) => join.distance), 1e-12);
  const nodes = new Map<number, { position: number; reach: number }>();
  order.forEach((leaf, index) => nodes.set(leaf, { position: index + 0.5, reach: 0 }));
  const brackets: Bracket[] = [];
  tree.forEach((join, index) => {
    const left = nodes.get(join.left);
    const right = nodes.get(join.right);
    // A tree over devices that are not shown has no place here.
    if (left === undefined || right === undefined) return;
    const reach = Math.max(left.reach, right.reach, join.distance / farthest);
    brackets.push({ fromLeft: left.reach, fromRight: right.reach, reach, left: left.position, right: right.position });
    nodes.set(order.length + index, { position: (left.position + right.position) / 2, reach });
  });
  return brackets;
}
