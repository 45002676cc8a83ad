import { parentPort, workerData } from 'node:worker_threads';
import { packError } from './carried-error.ts';
import type { WorkerAnswer, WorkerCall, WorkerStart } from './worker-messages.ts';
import type { WorkerFunctions, WorkerTask } from './worker-task.ts';

/** The life of a worker thread: prepares the task that it was started for, then answers one call after the other. */
export function serveTasks(tasks: readonly WorkerTask<never, WorkerFunctions>[]): void {
  const { task, shared } = workerData as WorkerStart;
  const port = parentPort!;
  const prepared = attempt(() => {
    const found = tasks.find(({ name }) => name === task);
    if (found === undefined) throw new Error(`this worker knows no task ${task}`);
    return found.prepare(shared as never);
  });
  port.on('message', (call: WorkerCall) => {
    const answer = prepared.type === 'failed' ? prepared : attempt(() => prepared.result[call.function]!(call.unit as never));
    port.postMessage(answer satisfies WorkerAnswer);
  });
}

function attempt<Result>(work: () => Result): { readonly type: 'result'; readonly result: Result } | (WorkerAnswer & { type: 'failed' }) {
  try {
    return { type: 'result', result: work() };
  } catch (error) {
    return { type: 'failed', error: packError(error) };
  }
}
