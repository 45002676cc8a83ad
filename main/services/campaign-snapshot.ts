import type { BlockProgress, Campaign, Measurement as ContractMeasurement } from '../../preload/contract/campaign.ts';
import type { BlockState, CampaignLedger } from '../bench/campaign-ledger.ts';
import type { Waiting } from '../bench/waiting.ts';
import type { CampaignRecord } from '../core/measurement/campaign-store.ts';
import type { Measurement } from '../core/measurement/measurement.ts';
import { median } from '../core/stats/quantiles.ts';
import { summariseLatencies } from '../core/stats/summary.ts';

const failuresShown = 100;

/** What keeps a campaign from measuring; `turn`: others are before it on its device (place 1: it is the next). */
export type LiveWaiting = Waiting | { readonly what: 'turn'; readonly place: number };

/** What only a campaign that is being worked on has. */
export interface LiveParts {
  readonly jobId: string;
  readonly message: string;
  readonly waiting: LiveWaiting | null;
  readonly remainingMs: number | null;
}

/** The contract's form of a campaign. */
export function campaignSnapshot(record: CampaignRecord, ledger: CampaignLedger, deviceName: string, live?: LiveParts): Campaign {
  const { id, spec, state, message, startedAtMs, endedAtMs } = record;
  const { conditions } = spec;
  const { done, total } = ledger.progress();
  return {
    id,
    jobId: live?.jobId ?? null,
    deviceId: conditions.deviceId,
    deviceName,
    spaceId: spec.spaceId,
    networks: (spec.networks ?? []).map(({ name, fileName }) => ({ name, fileName })),
    table: spec.table,
    column: spec.column,
    runtime: conditions.runtime,
    precision: conditions.precision,
    threads: conditions.threads,
    affinity: [...conditions.affinity],
    ...(conditions.powerMode === undefined ? {} : { powerMode: conditions.powerMode }),
    warmup: spec.warmup,
    runs: spec.runs,
    seed: spec.seed,
    state,
    message: live?.message ?? message,
    waiting: waitingToContract(live?.waiting ?? null),
    failures: ledger.failures.slice(0, failuresShown).map((failure) => ({
      architecture: failure.architecture,
      stage: failure.stage,
      message: failure.message,
    })),
    done,
    total,
    etaSeconds: typeof live?.remainingMs === 'number' ? live.remainingMs / 1000 : null,
    blocks: blockProgress(ledger.blocks(), live !== undefined && live.waiting?.what !== 'turn'),
    startedAtMs,
    endedAtMs,
  };
}

function waitingToContract(waiting: LiveWaiting | null): Campaign['waiting'] {
  if (waiting === null || waiting.what === 'turn') return waiting;
  if (waiting.what === 'cooling') return { what: 'cooling', now: waiting.look };
  const { code, message, remedy, details } = waiting.error;
  return { what: 'device', error: { code, message, remedy, details } };
}

/** Blocks are worked on one after the other: of a running campaign the first open one runs, the others wait. */
function blockProgress(blocks: readonly BlockState[], isRunning: boolean): BlockProgress[] {
  const current = isRunning ? blocks.findIndex(({ outcome }) => outcome === null) : -1;
  return blocks.map(({ block, repeat, done, total, anchorDrift, outcome }, index) => ({
    block,
    repeat,
    done,
    total,
    anchorDrift,
    state: outcome ?? (index === current ? 'running' : 'waiting'),
  }));
}

/** The contract's form of a measurement. The anchor tells of a whole block, so its flag comes from the block. */
export function measurementToContract(measurement: Measurement, ledger: CampaignLedger): ContractMeasurement {
  const { slot, architecture, isAnchor, wallUs, cpuUs, involuntarySwitches, clockKhz, tempBeforeC, tempAfterC, flags, measuredAtMs } =
    measurement;
  const samplesMs = wallUs.map((wall) => wall / 1000);
  const { medianMs, p90Ms, minMs, coefficientOfVariation } = summariseLatencies(samplesMs);
  return {
    architecture,
    isAnchor,
    ...slot,
    medianMs,
    p90Ms,
    minimumMs: minMs,
    spread: coefficientOfVariation,
    flags: ledger.hasDrifted(slot.block, slot.repeat) ? [...flags, 'anchor-drift'] : [...flags],
    samplesMs,
    cpuMs: cpuUs.length === 0 ? null : median(cpuUs) / 1000,
    involuntarySwitches: involuntarySwitches.length === 0 ? null : involuntarySwitches.reduce((sum, count) => sum + count, 0),
    clockKhz,
    tempC: tempAfterC ?? tempBeforeC,
    measuredAtMs,
    ...(measurement.energyMj === undefined ? {} : { energyMj: measurement.energyMj }),
  };
}
