import type { DeviceProfile, ProfileSet } from '../../../preload/contract/device-profile.ts';
import type { CampaignOrigin, ColumnOrigin, PointOrigin } from '../../../preload/contract/library.ts';
import { LabError } from '../../core/lab-error.ts';
import type { CampaignRecord } from '../../core/measurement/campaign-store.ts';
import type { MeasurementConditions } from '../../core/measurement/measurement.ts';
import type { Store } from '../../store/open-store.ts';
import type { TableColumn, TableSummary } from '../../store/stored-table.ts';
import { energyTable } from '../../store/table-writer.ts';
import type { CampaignManager } from '../campaign-manager.ts';
import type { DeviceDirectory } from '../device-directory.ts';
import { profileColumnName, profileTable } from '../profiles/profile-tables.ts';

/** A column of a table of the lab. */
interface Place {
  readonly table: string;
  readonly column: string;
}

type OriginStore = Pick<Store, 'tables' | 'campaigns' | 'profiles'>;

/** Where the numbers of a column come from; `not-found` where there is no such column. */
export function columnOrigin(store: OriginStore, devices: Pick<DeviceDirectory, 'nameOf'>, place: Place): ColumnOrigin {
  const table = store.tables.summary(place.table);
  const column = findColumn(table, place.column);
  const profiled = profileOf(store, place);
  return {
    ...place,
    quantity: table.quantity,
    unit: table.unit,
    measured: column.measured,
    origin: column.origin,
    source: table.source,
    createdAtMs: table.createdAtMs,
    conditions: column.conditions && conditionsToContract(column.conditions, devices),
    profile: profiled && { id: profiled.profile.id, name: profiled.profile.name, program: profiled.profile.provenance.program },
    campaigns: campaignsInto(store, place).map((record) => campaignOrigin(store, record)),
  };
}

/** Where one number comes from. */
export function pointOrigin(
  store: OriginStore,
  campaigns: Pick<CampaignManager, 'measurements'>,
  { architecture, ...place }: Place & { readonly architecture: string },
): PointOrigin {
  const table = store.tables.get(place.table);
  const column = table.columns.indexOf(findColumn(table, place.column));
  const row = table.names.findIndex((name) => name === architecture);
  if (row < 0) throw new LabError({ code: 'not-found', message: `There is no architecture “${architecture}” in ${place.table}.` });
  const measurements = campaignsInto(store, place)
    .filter(({ id }) => store.campaigns.measurementsOf(id, architecture).length > 0)
    .flatMap(({ id }) => {
      const repeated = new Set(
        store.campaigns.blocks(id).flatMap(({ block, repeat, outcome }) => (outcome === 'repeated' ? [`${block}/${repeat}`] : [])),
      );
      return campaigns
        .measurements(id)
        .filter((one) => one.architecture === architecture)
        .map((one) => ({ ...one, campaignId: id, accepted: !repeated.has(`${one.block}/${one.repeat}`) }));
    });
  const told = profileOf(store, place)?.set.latencies.find((latency) => latency.architecture === architecture);
  return {
    architecture,
    value: table.values[column]?.[row] ?? null,
    measurements: measurements.toSorted((a, b) => b.measuredAtMs - a.measuredAtMs),
    profiled: told
      ? {
          measuredAtMs: told.measuredAtMs,
          runs: told.runs,
          p90Ms: told.p90Ms,
          spread: told.spread,
          clockKhz: told.clockKhz,
          tempC: told.tempC,
        }
      : null,
  };
}

function findColumn({ name: table, columns }: TableSummary, name: string): TableColumn {
  const column = columns.find((one) => one.name === name);
  if (column) return column;
  throw new LabError({
    code: 'not-found',
    message: `There is no column “${name}” in ${table}.`,
    remedy: `Choose from ${columns.map((one) => one.name).join(', ')}.`,
  });
}

/** The latest first. Energies stand in a table beside the one that a campaign names. */
function campaignsInto({ campaigns }: OriginStore, { table, column }: Place): CampaignRecord[] {
  return campaigns.list().filter(({ spec }) => spec.column === column && (spec.table === table || energyTable(spec.table) === table));
}

function campaignOrigin({ campaigns }: OriginStore, { id, state, spec }: CampaignRecord): CampaignOrigin {
  const blocks = campaigns.blocks(id);
  const accepted = blocks.filter(({ outcome }) => outcome === 'accepted');
  const drifts = accepted.flatMap(({ anchorDrift }) => anchorDrift ?? []);
  return {
    campaignId: id,
    state,
    ...campaigns.digest(id),
    anchorDrift: drifts.length === 0 ? null : Math.max(...drifts),
    driftLimit: spec.driftLimit,
    blocks: accepted.length,
    repeatedBlocks: blocks.length - accepted.length,
    failures: campaigns.failures(id).length,
  };
}

/** The imported profile whose latencies stand in a column. */
function profileOf(
  { profiles }: OriginStore,
  { table, column }: Place,
): { readonly profile: DeviceProfile; readonly set: ProfileSet } | null {
  for (const { id, deviceId, about } of profiles.list()) {
    const { columns = [] } = about as { readonly columns?: readonly Place[] };
    if (deviceId !== null || !columns.some((one) => one.table === table && one.column === column)) continue;
    const profile = profiles.document(id) as DeviceProfile;
    const set = profile.sets.find((one) => profileTable(one) === table && profileColumnName(profile, one) === column);
    if (set) return { profile, set };
  }
  return null;
}

function conditionsToContract(conditions: MeasurementConditions, devices: Pick<DeviceDirectory, 'nameOf'>): ColumnOrigin['conditions'] {
  const { deviceId, runtime, precision, threads, affinity, networkOptions, powerMode } = conditions;
  return {
    deviceId,
    deviceName: devices.nameOf(deviceId),
    runtime,
    precision,
    threads,
    affinity: [...affinity],
    resolution: networkOptions?.resolution ?? null,
    powerMode: powerMode ?? null,
  };
}
