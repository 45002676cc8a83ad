/**
 * A regression tree, its nodes in breadth-first order: the children of the k-th node that splits (counted from 0) are nodes 2k + 1 and 2k + 2.
 */
export interface Tree {
  /** Column of x that a node looks at; −1: a leaf. */
  readonly features: Int32Array;
  /** Of a node: rows go left where x ≤ this. Of a leaf: what it adds to the prediction. */
  readonly values: Float64Array;
}

/** A node of a tree whose nodes are in any order, the root first. */
export interface GrownNode {
  readonly feature: number;
  readonly value: number;
  /** Place of its left child, the right one stands behind it; −1: a leaf. */
  readonly left: number;
}

/** Brings the nodes into breadth-first order. */
export function treeOf(nodes: readonly GrownNode[]): Tree {
  const order = [0];
  for (const at of order) {
    const { left } = nodes[at]!;
    if (left >= 0) order.push(left, left + 1);
  }
  return { features: Int32Array.from(order, (at) => nodes[at]!.feature), values: Float64Array.from(order, (at) => nodes[at]!.value) };
}
