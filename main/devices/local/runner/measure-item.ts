import { existsSync } from 'node:fs';
import type { JournalLine, RunnerPlanItem } from '../../runner-protocol.ts';
import type { SystemFiles } from '../system-files.ts';
import { readClockKhz, readTempC } from './conditions.ts';
import { JournalFailure } from './journal-writer.ts';
import type { LoadedNetwork } from './session.ts';
import { timeRuns } from './timed-runs.ts';

/** What one measurement needs of the runner. */
export interface MeasureContext {
  readonly system: SystemFiles;
  /** Processors that the runner is held to; empty: any. */
  readonly affinity: readonly number[];
  load(modelPath: string): Promise<LoadedNetwork>;
  append(line: JournalLine): void;
}

/** Measures one network and writes its lines; an error of the network becomes an `error` line. */
export async function measureItem(item: RunnerPlanItem, context: MeasureContext): Promise<void> {
  const { position, modelHash, warmup, ...limits } = item;
  const { system, affinity, append } = context;
  let stage: 'load' | 'warmup' | 'run' = 'load';
  let network: LoadedNetwork | undefined;
  try {
    if (!existsSync(item.modelPath)) throw new Error('The model file is not there.');
    const loadStart = process.hrtime.bigint();
    network = await context.load(item.modelPath);
    append({ type: 'load', position, modelHash, loadUs: Number(process.hrtime.bigint() - loadStart) / 1000 });

    stage = 'warmup';
    globalThis.gc?.(); // leftovers of loading must not be collected between two timed runs
    const tempBeforeC = readTempC(system);
    const warm = warmup === 0 ? [] : (await timeRuns(network.run, { runs: warmup, minimumMs: 0, maximumMs: item.maximumMs })).wallUs;
    append({ type: 'warmup', position, modelHash, wallUs: warm });

    stage = 'run';
    const samples = await timeRuns(network.run, limits);
    const clockKhz = readClockKhz(system, affinity);
    const outputSum = network.outputSum();
    append({
      type: 'result',
      position,
      modelHash,
      ...samples,
      clockKhz,
      tempBeforeC,
      tempAfterC: readTempC(system),
      outputSum,
      atMs: Date.now(),
    });
  } catch (error) {
    if (error instanceof JournalFailure) throw error;
    append({ type: 'error', position, modelHash, stage, message: error instanceof Error ? error.message : String(error) });
  } finally {
    await network?.release();
  }
}
