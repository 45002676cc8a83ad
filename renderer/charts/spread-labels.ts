export interface PlacedLabel {
  readonly name: string;
  /** Pixel row of its line's end. */
  readonly y: number;
}

/** Moves labels at line ends apart until they stand `spacing` pixels from each other, as little as it takes, in the order of their lines. */
export function spreadLabels<Label extends PlacedLabel>(labels: readonly Label[], spacing: number): Label[] {
  let groups = labels.toSorted((a, b) => a.y - b.y).map((label) => ({ labels: [label], middle: label.y }));
  for (;;) {
    const at = groups.findIndex((group, i) => {
      const next = groups[i + 1];
      return next !== undefined && next.middle - group.middle < (spacing * (group.labels.length + next.labels.length)) / 2;
    });
    if (at < 0) break;
    const merged = [...groups[at]!.labels, ...groups[at + 1]!.labels];
    const middle = merged.reduce((sum, { y }) => sum + y, 0) / merged.length;
    groups = [...groups.slice(0, at), { labels: merged, middle }, ...groups.slice(at + 2)];
  }
  return groups.flatMap(({ labels: together, middle }) =>
    together.map((label, i) => ({ ...label, y: middle + spacing * (i - (together.length - 1) / 2) })),
  );
}
