import { brand, type ArchitectureName } from '../../main/core/brand.ts';
import type { CampaignSpec } from '../../main/core/measurement/measurement.ts';

/** A small campaign; what a test is about is given. */
export function exampleSpec(changes: Partial<CampaignSpec> = {}): CampaignSpec {
  return {
    spaceId: brand('nas-bench-201'),
    table: 'test',
    column: 'here',
    conditions: { deviceId: brand('local'), runtime: 'onnxruntime-node 1.30.0', precision: 'f32', threads: 1, affinity: [] },
    architectures: names(24),
    anchor: brand<ArchitectureName>('anchor'),
    warmup: 1,
    runs: 3,
    minimumMs: 0,
    maximumMs: 5000,
    blocks: 3,
    driftLimit: 0.05,
    maximumRepeats: 1,
    seed: 1,
    ...changes,
  };
}

export function names(count: number): ArchitectureName[] {
  return Array.from({ length: count }, (_, index) => brand<ArchitectureName>(`network ${index}`));
}
