import { existsSync, readFileSync } from 'node:fs';
import { localRuntime } from '../local-description.ts';
import { SystemFiles } from '../system-files.ts';
import { holdToProcessors } from './hold-to-processors.ts';
import { JournalWriter } from './journal-writer.ts';
import { measureItem } from './measure-item.ts';
import { runnerArguments } from './runner-arguments.ts';
import { parseRunnerPlan } from './runner-plan.ts';
import { loadNetwork } from './session.ts';

/**
 * The runner of this computer: works through a plan on its own and writes the journal of main/bench/runner-protocol.ts.
 * It is a program of its own so that it outlives the lab, and so that nothing else runs where time is taken.
 */
async function bench(): Promise<void> {
  const { plan: planPath, journal: journalPath } = runnerArguments(process.argv.slice(2));
  const plan = parseRunnerPlan(readFileSync(planPath, 'utf8'));
  const system = new SystemFiles();
  const affinity = holdToProcessors(plan.affinity, system); // before the library makes its threads, which inherit it

  process.env['ORT_DISABLE_TELEMETRY'] = '1'; // read when the library is loaded, hence the import down here
  const runtime = await import('onnxruntime-node');
  runtime.env.logLevel = 'error';

  const journal = new JournalWriter(journalPath);
  journal.append({
    type: 'hello',
    protocol: 1,
    runner: 'proxylab-local 1',
    runtime: localRuntime,
    threads: plan.threads,
    affinity,
    pid: process.pid,
  });
  const context = {
    system,
    affinity,
    load: (modelPath: string) => loadNetwork(runtime, modelPath, plan.threads),
    append: journal.append.bind(journal),
  };
  let stopped = false;
  for (const item of plan.items) {
    // After `hello`: the lab writes the stop file and then looks for `hello`, so one of the two sees the other.
    stopped = existsSync(plan.stopFile);
    if (stopped) break;
    await measureItem(item, context);
  }
  journal.append({ type: 'done', stopped });
  journal.close();
}

await bench();
