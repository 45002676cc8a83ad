import type { ProfileLatency, ProfileSet } from '../../../preload/contract/device-profile.ts';
import { medianLatencyMs } from '../../bench/quality.ts';
import type { DeviceId } from '../../core/brand.ts';
import type { CampaignRecord } from '../../core/measurement/campaign-store.ts';
import type { Measurement, MeasurementConditions } from '../../core/measurement/measurement.ts';
import { searchSpaces } from '../../core/spaces/spaces.ts';
import { summariseLatencies } from '../../core/stats/summary.ts';
import { profileSetKey } from '../../formats/device-profile.ts';
import type { SignatureSetFile } from '../../formats/signature-set.ts';
import type { CampaignRepository } from '../../store/campaign-repository.ts';

export interface OwnSetsRequest {
  readonly campaigns: CampaignRepository;
  readonly deviceId: DeviceId;
  readonly signatures: readonly SignatureSetFile[];
  /** Only what was measured for this table. */
  readonly table?: string;
  readonly samples: boolean;
}

/**
 * All accepted latencies that were measured on a device of this lab, one set for each space and conditions; the latest of an architecture that was
 * measured several times. Networks of people's own files are left out: they are nobody else's.
 */
export function ownSets({ campaigns, deviceId, signatures, table, samples }: OwnSetsRequest): ProfileSet[] {
  const sets = new Map<
    string,
    { readonly about: Omit<ProfileSet, 'latencies' | 'signatureSet'>; readonly latencies: Map<string, ProfileLatency> }
  >();
  const records = campaigns
    .list()
    .filter(({ spec }) => spec.conditions.deviceId === deviceId && (table === undefined || spec.table === table))
    .filter(({ spec }) => searchSpaces.some(({ id }) => id === spec.spaceId))
    .toReversed();
  for (const record of records) {
    const about = { spaceId: record.spec.spaceId, conditions: profileConditions(record.spec.conditions) };
    const key = profileSetKey(about);
    const set = sets.get(key) ?? { about, latencies: new Map<string, ProfileLatency>() };
    sets.set(key, set);
    for (const latency of acceptedLatencies(campaigns, record, samples)) {
      const known = set.latencies.get(latency.architecture);
      if (known === undefined || known.measuredAtMs <= latency.measuredAtMs) set.latencies.set(latency.architecture, latency);
    }
  }
  return [...sets.values()]
    .filter(({ latencies }) => latencies.size > 0)
    .map(({ about, latencies }) => {
      const whole = signatures.find(({ spaceId, networks }) => spaceId === about.spaceId && networks.every((name) => latencies.has(name)));
      return { ...about, signatureSet: whole?.id ?? null, latencies: [...latencies.values()] };
    });
}

/** The conditions of a measurement as a profile has them: all but the device. */
export function profileConditions({
  runtime,
  precision,
  threads,
  affinity,
  networkOptions = {},
  powerMode,
}: MeasurementConditions): ProfileSet['conditions'] {
  const { resolution = null, width = null, variant = null } = networkOptions;
  return { runtime, precision, threads, affinity: [...affinity], resolution, width, variant, powerMode: powerMode ?? null };
}

/** The reverse of `profileConditions`. */
export function measurementConditions(deviceId: DeviceId, conditions: ProfileSet['conditions']): MeasurementConditions {
  const { runtime, precision, threads, affinity, resolution, width, variant, powerMode } = conditions;
  const networkOptions = {
    ...(resolution === null ? {} : { resolution }),
    ...(width === null ? {} : { width }),
    ...(variant === null ? {} : { variant }),
  };
  const isUsual = Object.keys(networkOptions).length === 0;
  return {
    deviceId,
    runtime,
    precision,
    threads,
    affinity,
    ...(isUsual ? {} : { networkOptions }),
    ...(powerMode === null ? {} : { powerMode }),
  };
}

function acceptedLatencies(campaigns: CampaignRepository, { id, spec }: CampaignRecord, samples: boolean): ProfileLatency[] {
  const accepted = new Map(
    campaigns
      .blocks(id)
      .filter(({ outcome }) => outcome === 'accepted')
      .map(({ block, repeat, anchorDrift }) => [`${block}/${repeat}`, (anchorDrift ?? 0) > spec.driftLimit]),
  );
  return campaigns.measurements(id).flatMap((measurement) => {
    const drifted = accepted.get(`${measurement.slot.block}/${measurement.slot.repeat}`);
    return measurement.isAnchor || drifted === undefined ? [] : [profileLatency(measurement, drifted, samples)];
  });
}

function profileLatency(measurement: Measurement, drifted: boolean, samples: boolean): ProfileLatency {
  const { architecture, wallUs, flags, clockKhz, tempBeforeC, tempAfterC, measuredAtMs } = measurement;
  const { runs, p90Ms: p90Us, minMs: minimumUs, trimmedMeanMs: trimmedMeanUs, coefficientOfVariation } = summariseLatencies(wallUs);
  return {
    architecture,
    medianMs: medianLatencyMs(wallUs), // to the last digit what the table has
    p90Ms: p90Us / 1000,
    minimumMs: minimumUs / 1000,
    trimmedMeanMs: trimmedMeanUs / 1000,
    spread: coefficientOfVariation,
    runs,
    flags: drifted ? [...flags, 'anchor-drift'] : [...flags],
    clockKhz,
    tempC: tempAfterC ?? tempBeforeC,
    measuredAtMs,
    ...(samples ? { samplesUs: [...wallUs] } : {}),
  };
}
