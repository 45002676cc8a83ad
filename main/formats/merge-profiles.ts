import type { DeviceProfile, ProfileLatency, ProfileSet } from '../../preload/contract/device-profile.ts';
import { profileSetKey } from './device-profile.ts';

/** Two values for one architecture on one device under one set of conditions. */
export interface ProfileConflict {
  readonly set: ProfileSet;
  readonly architecture: string;
  readonly keptMs: number;
  readonly refusedMs: number;
}

export interface MergedProfile {
  readonly profile: DeviceProfile;
  /** Latencies that only the other profile had, and those that both had. */
  readonly added: number;
  readonly known: number;
  readonly conflicts: readonly ProfileConflict[];
}

/** Two profiles of the same device as one. What `kept` has stays as it is; other values for it are told as conflicts. */
export function mergeProfiles(kept: DeviceProfile, other: DeviceProfile): MergedProfile {
  const sets = new Map(kept.sets.map((set) => [profileSetKey(set), set]));
  const conflicts: ProfileConflict[] = [];
  let [added, known] = [0, 0];
  for (const set of other.sets) {
    const key = profileSetKey(set);
    const own = sets.get(key);
    const values = new Map(own?.latencies.map(({ architecture, medianMs }) => [architecture, medianMs]));
    const news: ProfileLatency[] = [];
    for (const latency of set.latencies) {
      const { architecture, medianMs } = latency;
      const keptMs = values.get(architecture);
      if (keptMs === undefined) news.push(latency);
      else if (keptMs === medianMs) known++;
      else conflicts.push({ set, architecture, keptMs, refusedMs: medianMs });
    }
    added += news.length;
    if (news.length > 0) sets.set(key, { ...set, ...own, latencies: [...(own?.latencies ?? []), ...news] });
  }
  const provenance = {
    ...kept.provenance,
    firstMeasuredAtMs: Math.min(kept.provenance.firstMeasuredAtMs, other.provenance.firstMeasuredAtMs),
    lastMeasuredAtMs: Math.max(kept.provenance.lastMeasuredAtMs, other.provenance.lastMeasuredAtMs),
  };
  return { profile: { ...kept, provenance: added > 0 ? provenance : kept.provenance, sets: [...sets.values()] }, added, known, conflicts };
}

/** The profile without some of its latencies; null where nothing is left. */
export function withoutLatencies(
  profile: DeviceProfile,
  isLeftOut: (set: ProfileSet, architecture: string) => boolean,
): DeviceProfile | null {
  const sets = profile.sets.flatMap((set) => {
    const latencies = set.latencies.filter(({ architecture }) => !isLeftOut(set, architecture));
    return latencies.length === 0 ? [] : [{ ...set, latencies }];
  });
  return sets.length === 0 ? null : { ...profile, sets };
}
