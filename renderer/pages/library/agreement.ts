/** How one column's values stand to another's on the architectures that both have. */
export type Agreement = {
  architectures: number;
  /** Second over first: the median, and between which 90 % of the ratios lie; null without a common architecture. */
  ratio: { median: number; low: number; high: number } | null;
};

export function agreement(first: ReadonlyMap<string, number>, second: ReadonlyMap<string, number>): Agreement {
  const ratios = [...first]
    .flatMap(([name, value]) => {
      const other = second.get(name);
      return other === undefined || value <= 0 ? [] : [other / value];
    })
    .sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (ratios.length - 1);
    const below = ratios[Math.floor(place)]!;
    return below + (place - Math.floor(place)) * (ratios[Math.ceil(place)]! - below);
  };
  return {
    architectures: ratios.length,
    ratio: ratios.length === 0 ? null : { median: at(0.5), low: at(0.05), high: at(0.95) },
  };
}
