import { brand, type CampaignId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import type { BlockRecord, CampaignRecord, CampaignStore } from '../core/measurement/campaign-store.ts';
import type {
  CampaignSpec,
  CampaignState,
  Measurement,
  MeasurementFailure,
  PlanSlot,
  QualityFlag,
} from '../core/measurement/measurement.ts';
import { conditionKey } from './condition-key.ts';
import { allRows, type Database, firstRow } from './database.ts';
import { packCounts, unpackCounts } from './count-blob.ts';
import { packFloats, unpackFloats } from './float-blob.ts';
import { columnTaken, tableWriter } from './table-writer.ts';

/** Campaigns with all their raw samples. A campaign that is not there: `not-found`. */
export interface CampaignRepository extends CampaignStore {
  /** State `running`. `already-exists` where the id is taken or its column holds, or is about to get, values of other conditions. */
  create(id: CampaignId, spec: CampaignSpec, startedAtMs: number): CampaignRecord;
  /** When it began to measure, where that was later than its creation. */
  setStarted(id: CampaignId, startedAtMs: number): void;
  /** The latest first. */
  list(): readonly CampaignRecord[];
  digest(id: CampaignId): CampaignDigest;
  /** Those of one architecture, in the order in which they were committed. */
  measurementsOf(id: CampaignId, architecture: string): readonly Measurement[];
  /** With all its samples; medians that went to a table stay there. */
  remove(id: CampaignId): void;
}

/** A campaign's measurements in a few figures; null where nothing was measured. */
export interface CampaignDigest {
  readonly measurements: number;
  readonly firstAtMs: number | null;
  readonly lastAtMs: number | null;
  /** Raw samples that are kept. */
  readonly runs: number;
  readonly lowestTempC: number | null;
  readonly highestTempC: number | null;
  readonly lowestClockKhz: number | null;
  readonly highestClockKhz: number | null;
}

interface CampaignRow {
  id: string;
  spec: string;
  state: CampaignState;
  message: string;
  started_at_ms: number;
  ended_at_ms: number | null;
}

interface FailureRow {
  campaign_id: string;
  block: number;
  repeat: number;
  position: number;
  architecture: string;
  stage: MeasurementFailure['stage'];
  message: string;
  failed_at_ms: number;
}

interface MeasurementRow {
  campaign_id: string;
  block: number;
  repeat: number;
  position: number;
  architecture: string;
  is_anchor: number;
  model_hash: string;
  wall_us: Uint8Array;
  cpu_us: Uint8Array;
  involuntary_switches: Uint8Array;
  clock_khz: number | null;
  temp_before_c: number | null;
  temp_after_c: number | null;
  flags: string;
  measured_at_ms: number;
  energy_mj: number | null;
}

export function campaignRepository(database: Database): CampaignRepository {
  const writer = tableWriter(database);
  const insertCampaign = database.prepare(
    `insert into campaign (id, table_name, column_name, conditions, spec, state, message, started_at_ms)
     values (?, ?, ?, ?, ?, 'running', '', ?) on conflict do nothing`,
  );
  const findRival = database.prepare(
    `select id from campaign where table_name = ? and state in ('running', 'paused')
       and (spec ->> 'spaceId' <> ? or (column_name = ? and conditions <> ?))`,
  );
  const columns = 'id, spec, state, message, started_at_ms, ended_at_ms';
  const listCampaigns = database.prepare(`select ${columns} from campaign order by started_at_ms desc, rowid desc`);
  const findCampaign = database.prepare(`select ${columns} from campaign where id = ?`);
  const updateStart = database.prepare('update campaign set started_at_ms = ? where id = ?');
  const updateState = database.prepare('update campaign set state = ?, message = ?, ended_at_ms = ? where id = ?');
  const insertMeasurement = database.prepare(
    `insert into measurement (campaign_id, block, repeat, position, architecture, is_anchor, model_hash, wall_us, cpu_us, involuntary_switches,
       clock_khz, temp_before_c, temp_after_c, flags, measured_at_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (campaign_id, block, repeat, position) do nothing`,
  );
  const updateEnergy = database.prepare(
    `update measurement set energy_mj = ? where campaign_id = ? and block = ? and repeat = ? and position = ? and energy_mj is null`,
  );
  const insertFlag = database.prepare(
    `update measurement set flags = json_insert(flags, '$[#]', ?1) where campaign_id = ? and block = ? and repeat = ?
       and not exists (select 1 from json_each(flags) where value = ?1)`,
  );
  const listEnergies = database.prepare(
    `select architecture, energy_mj as value from measurement
     where campaign_id = ? and block = ? and repeat = ? and is_anchor = 0 and energy_mj is not null`,
  );
  const listMeasurements = database.prepare('select * from measurement where campaign_id = ? order by sequence');
  const listTurns = database.prepare('select block, repeat, position from measurement where campaign_id = ?');
  const findSamples = database.prepare(
    'select wall_us from measurement where campaign_id = ? and block = ? and repeat = ? and position = ?',
  );
  const insertFailure = database.prepare(
    `insert into failure (campaign_id, block, repeat, position, architecture, stage, message, failed_at_ms) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (campaign_id, block, repeat, position) do nothing`,
  );
  const listFailures = database.prepare('select * from failure where campaign_id = ? order by sequence');
  const insertBlock = database.prepare(
    'insert into block (campaign_id, block, repeat, outcome, anchor_drift) values (?, ?, ?, ?, ?) on conflict (campaign_id, block, repeat) do nothing',
  );
  const listBlocks = database.prepare(
    'select block, repeat, outcome, anchor_drift as anchorDrift from block where campaign_id = ? order by sequence',
  );
  const listMeasurementsOf = database.prepare('select * from measurement where campaign_id = ? and architecture = ? order by sequence');
  const sumUp = database.prepare(
    `select count(*) as measurements, min(measured_at_ms) as firstAtMs, max(measured_at_ms) as lastAtMs,
       coalesce(sum(length(wall_us)), 0) / 8 as runs, min(coalesce(temp_before_c, temp_after_c)) as lowestTempC,
       max(coalesce(temp_after_c, temp_before_c)) as highestTempC, min(clock_khz) as lowestClockKhz, max(clock_khz) as highestClockKhz
     from measurement where campaign_id = ?`,
  );
  const deleteCampaign = database.prepare('delete from campaign where id = ?');
  const lastMeasured = database.prepare('select max(measured_at_ms) as at from measurement where campaign_id = ?');

  function find(id: CampaignId): CampaignRecord {
    const row = firstRow<CampaignRow>(findCampaign, id);
    if (row) return toCampaign(row);
    throw new LabError({
      code: 'not-found',
      message: `There is no campaign “${id}” in this lab.`,
      remedy: 'List the campaigns to see their ids.',
    });
  }

  function samplesOf(id: CampaignId, { block, repeat, position }: PlanSlot): readonly number[] {
    const row = database.read(() => firstRow<Pick<MeasurementRow, 'wall_us'>>(findSamples, id, block, repeat, position));
    if (row === undefined) throw new Error(`campaign ${id} lost what it measured at ${block}/${repeat}/${position}`);
    return unpackFloats(row.wall_us);
  }

  return {
    create: (id, spec, startedAtMs) =>
      database.write(() => {
        const conditions = conditionKey(spec.conditions);
        writer.checkMeasuredColumn(spec);
        const rival = firstRow<{ id: string }>(findRival, spec.table, spec.spaceId, spec.column, conditions);
        if (rival)
          throw columnTaken(
            spec.column,
            'or its table is the aim of an unfinished campaign with another space or other conditions',
            rival.id,
          );
        const { changes } = insertCampaign.run(id, spec.table, spec.column, conditions, JSON.stringify(spec), startedAtMs);
        if (changes === 0) throw new LabError({ code: 'already-exists', message: `There is a campaign “${id}” already.` });
        return find(id);
      }),
    list: () => database.read(() => allRows<CampaignRow>(listCampaigns).map(toCampaign)),
    get: (id) => database.read(() => find(id)),
    setStarted: (id, startedAtMs) =>
      database.write(() => {
        find(id);
        updateStart.run(startedAtMs, id);
      }),
    setState: (id, state, message, endedAtMs) =>
      database.write(() => {
        find(id);
        updateState.run(state, message, endedAtMs, id);
      }),
    addMeasurement: (measurement) =>
      database.write(() => {
        const { campaignId, slot } = measurement;
        find(campaignId);
        const { changes } = insertMeasurement.run(
          campaignId,
          slot.block,
          slot.repeat,
          slot.position,
          measurement.architecture,
          measurement.isAnchor ? 1 : 0,
          measurement.modelHash,
          packFloats(measurement.wallUs),
          packFloats(measurement.cpuUs),
          packCounts(measurement.involuntarySwitches),
          measurement.clockKhz,
          measurement.tempBeforeC,
          measurement.tempAfterC,
          JSON.stringify(measurement.flags),
          measurement.measuredAtMs,
        );
        return changes === 1;
      }),
    addEnergies: (id, energies) =>
      database.write(() => {
        find(id);
        for (const { slot, energyMj } of energies) updateEnergy.run(energyMj, id, slot.block, slot.repeat, slot.position);
      }),
    measurements: (id) =>
      database.read(() => {
        find(id);
        return allRows<MeasurementRow>(listMeasurements, id).map(toMeasurement);
      }),
    turns: (id) =>
      database.read(() => {
        find(id);
        return allRows<PlanSlot>(listTurns, id).map((slot) => ({ slot, wallUs: () => samplesOf(id, slot) }));
      }),
    measurementsOf: (id, architecture) =>
      database.read(() => {
        find(id);
        return allRows<MeasurementRow>(listMeasurementsOf, id, architecture).map(toMeasurement);
      }),
    digest: (id) =>
      database.read(() => {
        find(id);
        return { ...firstRow<CampaignDigest>(sumUp, id)! };
      }),
    remove: (id) =>
      database.write(() => {
        find(id);
        deleteCampaign.run(id);
      }),
    addFailure: ({ campaignId, slot, architecture, stage, message, failedAtMs }) =>
      database.write(() => {
        find(campaignId);
        const { block, repeat, position } = slot;
        return insertFailure.run(campaignId, block, repeat, position, architecture, stage, message, failedAtMs).changes === 1;
      }),
    failures: (id) =>
      database.read(() => {
        find(id);
        return allRows<FailureRow>(listFailures, id).map(toFailure);
      }),
    addFlag: (id, { block, repeat }, flag) =>
      database.write(() => {
        find(id);
        insertFlag.run(flag, id, block, repeat);
      }),
    closeBlock: (id, { block, repeat, outcome, anchorDrift }, medians) =>
      database.write(() => {
        const { spec, startedAtMs } = find(id);
        const { changes } = insertBlock.run(id, block, repeat, outcome, anchorDrift);
        if (changes === 0 || outcome !== 'accepted') return;
        const measuredAtMs = firstRow<{ at: number | null }>(lastMeasured, id)?.at ?? startedAtMs;
        writer.writeMedians(spec, medians, measuredAtMs);
        writer.writeEnergies(spec, allRows<{ architecture: string; value: number }>(listEnergies, id, block, repeat), measuredAtMs);
      }),
    blocks: (id) =>
      database.read(() => {
        find(id);
        return allRows<BlockRecord>(listBlocks, id).map((row) => ({ ...row }));
      }),
  };
}

function toCampaign(row: CampaignRow): CampaignRecord {
  return {
    id: brand(row.id),
    spec: JSON.parse(row.spec) as CampaignSpec,
    state: row.state,
    message: row.message,
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
  };
}

function toFailure(row: FailureRow): MeasurementFailure {
  return {
    campaignId: brand(row.campaign_id),
    slot: { block: row.block, repeat: row.repeat, position: row.position },
    architecture: brand(row.architecture),
    stage: row.stage,
    message: row.message,
    failedAtMs: row.failed_at_ms,
  };
}

function toMeasurement(row: MeasurementRow): Measurement {
  return {
    campaignId: brand(row.campaign_id),
    slot: { block: row.block, repeat: row.repeat, position: row.position },
    architecture: brand(row.architecture),
    isAnchor: row.is_anchor === 1,
    modelHash: brand(row.model_hash),
    wallUs: unpackFloats(row.wall_us),
    cpuUs: unpackFloats(row.cpu_us),
    involuntarySwitches: unpackCounts(row.involuntary_switches),
    clockKhz: row.clock_khz,
    tempBeforeC: row.temp_before_c,
    tempAfterC: row.temp_after_c,
    flags: JSON.parse(row.flags) as QualityFlag[],
    measuredAtMs: row.measured_at_ms,
    ...(row.energy_mj === null ? {} : { energyMj: row.energy_mj }),
  };
}
