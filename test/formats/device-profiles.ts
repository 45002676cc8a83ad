import type { DeviceProfile, ProfileLatency, ProfileSet } from '../../preload/contract/device-profile.ts';

/** One latency whose quantiles fit its median. */
export function profileLatency(architecture: string, medianMs: number): ProfileLatency {
  return {
    architecture,
    medianMs,
    p90Ms: medianMs * 1.1,
    minimumMs: medianMs * 0.9,
    trimmedMeanMs: medianMs,
    spread: 0.02,
    runs: 50,
    flags: [],
    clockKhz: 2_400_000,
    tempC: null,
    measuredAtMs: 1_700_000_000_000,
  };
}

/** A set of a space's latencies under the usual conditions. */
export function profileSet(spaceId: string, latenciesMs: ReadonlyMap<string, number>): ProfileSet {
  return {
    spaceId,
    conditions: {
      runtime: 'onnxruntime 1.30.0',
      precision: 'f32',
      threads: 1,
      affinity: [],
      resolution: null,
      width: null,
      variant: null,
      powerMode: null,
    },
    signatureSet: null,
    latencies: [...latenciesMs].map(([architecture, medianMs]) => profileLatency(architecture, medianMs)),
  };
}

/** A phone's profile. */
export function exampleProfile(sets: readonly ProfileSet[], { id = 'a'.repeat(32), name = 'Phone' } = {}): DeviceProfile {
  return {
    format: 'proxylab-device-profile',
    version: 1,
    id,
    name,
    hardware: {
      kind: 'adb',
      processorModel: 'Tensor G2',
      clusters: [{ name: 'CPU 6-7', processors: [6, 7], minimumClockKhz: 500_000, maximumClockKhz: 2_850_000, governor: 'sched_pixel' }],
      memoryBytes: 8e9,
      operatingSystem: 'Android 14',
      abi: 'arm64-v8a',
      powerMode: null,
    },
    provenance: { program: 'ProxyLab 0.1.0', firstMeasuredAtMs: 1_700_000_000_000, lastMeasuredAtMs: 1_700_000_000_000 },
    sets: [...sets],
  };
}
