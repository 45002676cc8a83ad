import type { ArchitectureName, CampaignId } from '../core/brand.ts';
import { isLabError, LabError, throwIfCancelled } from '../core/lab-error.ts';
import type { Measurement } from '../core/measurement/measurement.ts';
import type { Device } from '../devices/device.ts';
import { CampaignLedger } from './campaign-ledger.ts';
import type { CampaignStore } from '../core/measurement/campaign-store.ts';
import { type Clock, systemClock } from './clock.ts';
import { otherConditions } from './condition-mismatch.ts';
import { HeatWatch, type ThermalLimits, usualThermalLimits } from './heat-watch.ts';
import { runBlock } from './run-block.ts';
import type { ThermalLook, Waiting } from './waiting.ts';

export interface CampaignTiming {
  /** Between two looks at the journal. */
  readonly pollMs: number;
  /** Between two attempts to find a lost device again, between two where it does not trust this computer, and how long that is tried. */
  readonly reconnectMs: number;
  readonly refusedMs: number;
  readonly reconnectPatienceMs: number;
}

/** Seldom enough not to disturb what is measured, nor to be shut out by a board that counts failed logins. */
export const usualTiming: CampaignTiming = { pollMs: 500, reconnectMs: 2000, refusedMs: 15_000, reconnectPatienceMs: 30 * 60_000 };

export interface CampaignWork {
  readonly id: CampaignId;
  readonly store: CampaignStore;
  /** Gives the device, also again after the link was lost. */
  connect(signal: AbortSignal): Promise<Device>;
  /** The ONNX file of an architecture; the same bytes every time. */
  modelOf(architecture: ArchitectureName): Uint8Array;
  /** Cancels at once; what is measured stays. */
  readonly signal: AbortSignal;
  /** Stops after the network in work. */
  readonly pause: AbortSignal;
  /** What is done, or what keeps it from measuring. */
  status(message: string, ledger: CampaignLedger, waiting: Waiting | null): void;
  /** Temperature and clock before and after each block, and while it cools. */
  looked?(look: ThermalLook): void;
  /** A measurement that has just been committed. */
  measured(measurement: Measurement, ledger: CampaignLedger): void;
  readonly clock?: Clock;
  readonly timing?: CampaignTiming;
  readonly thermalLimits?: ThermalLimits;
}

/**
 * Works a campaign to its end, from wherever it stands: the first time, after a pause, a crash or a lost link. Nothing is measured twice and
 * nothing committed is lost. Returns the state that the store then has; throws the expected failure that stopped it (state `failed`, it can be
 * resumed) or `cancelled`.
 */
export async function runCampaign(work: CampaignWork): Promise<'finished' | 'paused'> {
  const { id, store, clock = systemClock } = work;
  const ledger = new CampaignLedger(store, id);
  store.setState(id, 'running', '', null);
  try {
    const isComplete = await throughLostLinks({ ...work, clock }, ledger);
    if (isComplete && ledger.progress().done === 0) throw nothingMeasured(ledger);
    const state = isComplete ? 'finished' : 'paused';
    store.setState(id, state, isComplete ? outcome(ledger) : 'Paused; resume goes on', isComplete ? clock.nowMs() : null);
    return state;
  } catch (error) {
    const isCancelled = isLabError(error, 'cancelled');
    const message = isCancelled
      ? 'Cancelled; what was measured is kept'
      : isLabError(error)
        ? sentencesOf(error)
        : 'This is a bug in ProxyLab.';
    store.setState(id, isCancelled ? 'cancelled' : 'failed', message, clock.nowMs());
    throw error;
  }
}

type TimedWork = CampaignWork & { readonly clock: Clock };

/** Runs the blocks; when the link is lost or refused, waits for the device and runs them again: they go on from the journals. */
async function throughLostLinks(work: TimedWork, ledger: CampaignLedger): Promise<boolean> {
  const { clock, signal, pause, timing = usualTiming } = work;
  const heat = new HeatWatch(clock, ledger.spec.conditions.affinity, (look) => work.looked?.(look));
  let stuck = { sinceMs: clock.nowMs(), turnsLeft: ledger.progress().turnsLeft };
  for (;;) {
    try {
      throwIfCancelled(signal);
      return await runBlocks(work, await work.connect(signal), ledger, heat);
    } catch (error) {
      const isRefused = isLabError(error, 'unauthorized');
      if (!isRefused && !isLabError(error, 'link-failed') && !isLabError(error, 'device-offline')) throw error;
      if (pause.aborted) return false;
      const { turnsLeft } = ledger.progress();
      if (turnsLeft !== stuck.turnsLeft) stuck = { sinceMs: clock.nowMs(), turnsLeft };
      if (clock.nowMs() - stuck.sinceMs >= timing.reconnectPatienceMs) throw error;
      const what = isRefused ? 'The device refuses the link' : 'The link is lost';
      work.status(`${what}, trying again: ${error.message} ${error.remedy}`, ledger, { what: 'device', error });
      await clock.sleep(isRefused ? timing.refusedMs : timing.reconnectMs, signal);
    }
  }
}

async function runBlocks(work: TimedWork, device: Device, ledger: CampaignLedger, heat: HeatWatch): Promise<boolean> {
  await requirePowerMode(device, ledger, work.signal);
  const { clock, timing = usualTiming, signal, pause } = work;
  const thermalLimits = work.thermalLimits ?? { ...usualThermalLimits, ...device.thermalLimits };
  const context = {
    device,
    ledger,
    clock,
    // A network may take its maximum for warming up and again for measuring, and time to load.
    timing: { pollMs: timing.pollMs, stallMs: 2 * ledger.spec.maximumMs + 120_000 },
    heat,
    thermalLimits,
    signal,
    pause,
    modelOf: work.modelOf.bind(work),
    status: (message: string, cooling?: ThermalLook) =>
      work.status(message, ledger, cooling === undefined ? null : { what: 'cooling', look: cooling }),
    measured: (measurement: Measurement) => work.measured(measurement, ledger),
  };
  const restore = await device.prepare?.(signal);
  try {
    for (let block = 0; block < ledger.blockCount; block++) {
      for (let repeat = ledger.openRepeat(block); repeat !== null; repeat = ledger.openRepeat(block)) {
        if (!(await runBlock(context, block, repeat))) return false;
      }
    }
    return true;
  } finally {
    await restore?.();
  }
}

/** A board may have been set to another power mode while the campaign rested. */
async function requirePowerMode(device: Device, { spec }: CampaignLedger, signal: AbortSignal): Promise<void> {
  const wanted = spec.conditions.powerMode;
  if (wanted === undefined) return;
  const { powerMode = wanted } = await device.describe(signal);
  if (powerMode !== wanted) throw otherConditions(`the power mode is ${powerMode} and the campaign was begun with ${wanted}`);
}

/** What happened, and what a person must do: all that a front shows of it. */
function sentencesOf({ message, remedy }: LabError): string {
  return remedy === '' ? message : `${message} ${remedy}`;
}

function outcome({ failures }: CampaignLedger): string {
  const [first] = failures;
  if (first === undefined) return 'Finished';
  return `Finished; ${failures.length === 1 ? 'one network' : `${failures.length} networks`} could not be measured: ${first.message}`;
}

function nothingMeasured({ failures }: CampaignLedger): LabError {
  return new LabError({
    code: 'runner-failed',
    message: `Not one network could be measured: ${failures[0]?.message ?? 'unknown'}`,
    remedy: 'Check the device, then start a new campaign.',
    details: failures.map(({ architecture, stage, message }) => `${architecture}: ${stage}: ${message}`).join('\n'),
  });
}
