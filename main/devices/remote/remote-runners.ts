import { setTimeout as sleep } from 'node:timers/promises';
import { isLabError, LabError } from '../../core/lab-error.ts';
import type { RunnerCommand, RunnerProcess } from '../device.ts';
import type { DeviceLink } from './device-link.ts';
import { devicePath } from './device-path.ts';
import { shellWord } from './shell-word.ts';

const comeUpPatienceMs = 60_000;
const comeUpIntervalMs = 200;
const endIntervalMs = 500;
/** After so many failed looks in a row the link is gone; whoever follows the runner finds that out from the journal. */
const maximumMisses = 5;
/** As shells say that a file may not be carried out. */
const notExecutable = 126;
const stopPatienceTenths = 30;

/** Runners on a device, in sessions of their own: they outlive their shell, the link and the lab. */
export class RemoteRunners {
  readonly #link: DeviceLink;
  readonly #folder: string;
  readonly #name: string;

  /** `folder` is the device folder, in which runners work. */
  constructor(link: DeviceLink, folder: string, name: string) {
    this.#link = link;
    this.#folder = folder;
    this.#name = name;
  }

  /** `work` is the runner's command line, in the words of the device's shell. Throws `runner-failed`. */
  async start(work: string, command: RunnerCommand, signal?: AbortSignal): Promise<RunnerProcess> {
    const files = this.#files(command);
    // The session's leader is a shell whose pid is the process group, and whose command line has the journal's path in it.
    const session = `echo $$ >${files.pid}; ${work}; echo $? >${files.exit}.tmp; mv ${files.exit}.tmp ${files.exit}`;
    const start =
      `cd ${shellWord(this.#folder)} && rm -f ${files.pid} ${files.exit} && : >>${files.log} && ` +
      `{ setsid sh -c ${shellWord(session)} </dev/null >>${files.log} 2>&1 & } && ` +
      `i=0; while [ ! -s ${files.pid} ] && [ $i -lt 50 ]; do sleep 0.1; i=$((i+1)); done; cat ${files.pid}`;
    const { stdout, stderr, exitCode } = await this.#link.run(start, { signal });
    const pid = pidOf(stdout);
    if (exitCode !== 0 || pid === null) throw this.#didNotComeUp(exitCode, stderr);
    await this.#comesUp(command, pid, signal);
    return this.#process(pid, command);
  }

  /** The runner that works on this journal: told from a stranger with the same pid by the journal in its command line. */
  async find(command: RunnerCommand, signal?: AbortSignal): Promise<RunnerProcess | null> {
    const { pid: pidFile } = this.#files(command);
    const look = `cd ${shellWord(this.#folder)} || exit 0; read -r p <${pidFile} || exit 0; ${this.#isAtWork('$p', command)} && echo $p; true`;
    const { stdout } = await this.#link.run(look, { signal });
    const pid = pidOf(stdout);
    return pid === null ? null : this.#process(pid, command);
  }

  #process(pid: number, command: RunnerCommand): RunnerProcess {
    return { pid, ended: this.#ended(pid, command), stop: () => this.#stop(pid, command) };
  }

  /** A runner has come up when its journal has something in it. */
  async #comesUp(command: RunnerCommand, pid: number, signal: AbortSignal | undefined): Promise<void> {
    for (let waitedMs = 0; waitedMs <= comeUpPatienceMs; waitedMs += comeUpIntervalMs) {
      const { end, isUp } = await this.#state(pid, command, signal);
      if (isUp) return;
      if (end !== undefined) break;
      await sleep(comeUpIntervalMs);
    }
    await this.#stop(pid, command);
    const { end } = await this.#state(pid, command, signal);
    const { log } = this.#files(command);
    const { stdout } = await this.#link.run(`cd ${shellWord(this.#folder)} && tail -c 2000 ${log}`, { signal });
    throw this.#didNotComeUp(end ?? null, text(stdout));
  }

  /** `end` is its exit code (null: killed or unknown), undefined while it is at work. */
  async #state(
    pid: number,
    command: RunnerCommand,
    signal?: AbortSignal,
  ): Promise<{ readonly end: number | null | undefined; readonly isUp: boolean }> {
    const { exit, journal } = this.#files(command);
    // The journal last: what is there after the end is all there will be.
    const ask = `if ${this.#isAtWork(String(pid), command)}; then echo working; else cat ${exit} || echo unknown; fi; [ -s ${journal} ] && echo up; true`;
    const { stdout } = await this.#link.run(`cd ${shellWord(this.#folder)} && { ${ask}; }`, { signal });
    const [answer = '', up] = text(stdout).trim().split('\n');
    const code = /^\d{1,3}$/.test(answer) && Number(answer) <= 128 ? Number(answer) : null;
    return { end: answer === 'working' ? undefined : code, isUp: up === 'up' };
  }

  /** Never rejects and asks no more once the link is gone. */
  async #ended(pid: number, command: RunnerCommand): Promise<number | null> {
    for (let misses = 0; misses < maximumMisses;) {
      try {
        const { end } = await this.#state(pid, command);
        if (end !== undefined) return end;
        misses = 0;
      } catch (error) {
        if (!isLabError(error)) throw error;
        misses++;
      }
      await sleep(endIntervalMs, undefined, { ref: false });
    }
    return await new Promise<never>(() => {});
  }

  /** Asks its whole group, and insists after a while: the journal is on the disk after every line, so nothing is lost either way. */
  async #stop(pid: number, command: RunnerCommand): Promise<void> {
    const group = `-- -${pid}`;
    const stop =
      `${this.#isAtWork(String(pid), command)} || exit 0; kill -s TERM ${group}; i=0; ` +
      `while kill -s 0 ${group} && [ $i -lt ${stopPatienceTenths} ]; do sleep 0.1; i=$((i+1)); done; ` +
      `kill -s KILL ${group}; i=0; while kill -s 0 ${group} && [ $i -lt ${stopPatienceTenths} ]; do sleep 0.1; i=$((i+1)); done; true`;
    await this.#link.run(`{ ${stop}; } 2>/dev/null`);
  }

  /** Condition of a shell; the leader's command line is empty once it has ended. */
  #isAtWork(pid: string, { journalPath }: RunnerCommand): string {
    return `grep -qsF -- ${shellWord(journalPath)} /proc/${pid}/cmdline`;
  }

  /** Relative to the device folder, as words of a shell. */
  #files({ planPath, journalPath, logPath }: RunnerCommand) {
    for (const path of [planPath, journalPath, logPath]) devicePath(this.#folder, path);
    return {
      journal: shellWord(journalPath),
      log: shellWord(logPath),
      pid: shellWord(`${journalPath}.pid`),
      exit: shellWord(`${journalPath}.exit`),
    };
  }

  /** `printed` is what it left in its log. */
  #didNotComeUp(exitCode: number | null, printed: string): LabError {
    const details = `exit code ${exitCode ?? 'none'}\n${printed}`.trim();
    if (exitCode === notExecutable) {
      return new LabError({
        code: 'permission-denied',
        message: `${this.#name} does not let programs be started from the lab’s folder ${this.#folder}.`,
        remedy: 'Allow it on the device (a managed phone or a mount option such as noexec forbids it), or use another device.',
        details,
      });
    }
    return new LabError({
      code: 'runner-failed',
      message: `The benchmark runner did not come up on ${this.#name}.`,
      remedy: 'Look at the details for what it printed; check the device, then try again.',
      details,
    });
  }
}

function pidOf(stdout: Uint8Array): number | null {
  const answer = text(stdout).trim();
  return /^[1-9]\d{0,9}$/.test(answer) ? Number(answer) : null;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
