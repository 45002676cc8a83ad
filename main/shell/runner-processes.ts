import { createWriteStream } from 'node:fs';
import { utilityProcess, type UtilityProcess } from 'electron';
import type { MessageFromLab, MessageToLab } from './lab-messages.ts';

/**
 * The benchmark runners of a lab process. Inside Electron it cannot start them on its own: a packaged program is no Node.js that could be
 * run on a file, and a utility process cannot fork.
 */
export class RunnerProcesses {
  readonly #entry: string;
  readonly #running = new Set<UtilityProcess>();

  /** `entry` is the built runner. */
  constructor(entry: string) {
    this.#entry = entry;
  }

  start({ request, launch }: Extract<MessageFromLab, { type: 'start-runner' }>, reply: (message: MessageToLab) => void): void {
    const { folder, planPath, journalPath, logPath } = launch;
    const args = ['--plan', planPath, '--journal', journalPath];
    const runner = utilityProcess.fork(this.#entry, args, { cwd: folder, serviceName: 'ProxyLab runner', stdio: 'pipe' });
    const log = createWriteStream(logPath, { flags: 'a' });
    runner.stdout?.pipe(log, { end: false });
    runner.stderr?.pipe(log, { end: false });
    this.#running.add(runner);
    runner.once('spawn', () => reply({ type: 'runner-started', request, pid: runner.pid ?? 0 }));
    runner.once('exit', (exitCode) => {
      this.#running.delete(runner);
      log.end();
      reply({ type: 'runner-ended', request, exitCode });
    });
  }

  /** Ends all of them: a lab process that took over would not know them, and the journals keep what they measured. */
  async stopAll(): Promise<void> {
    const ends = [...this.#running].map((runner) => new Promise<void>((resolve) => runner.once('exit', () => resolve())));
    for (const runner of this.#running) runner.kill();
    await Promise.all(ends);
  }
}
