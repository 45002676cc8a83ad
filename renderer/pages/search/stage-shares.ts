import type { ArchitectureDetail } from '../../../preload/contract/space.ts';

export type StageShare = { readonly stage: string; readonly macs: number; readonly share: number };

/** Where an architecture's MACs go, stage by stage in the order of the network; stages without any are left out. */
export function stageShares(layers: ArchitectureDetail['layers']): StageShare[] {
  const sums = new Map<string, number>();
  for (const layer of layers) sums.set(layer.stage, (sums.get(layer.stage) ?? 0) + layer.macs);
  const total = [...sums.values()].reduce((sum, macs) => sum + macs, 0);
  return [...sums].filter(([, macs]) => macs > 0).map(([stage, macs]) => ({ stage, macs, share: macs / total }));
}
