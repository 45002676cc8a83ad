import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Call = 'list' | 'addBoard' | 'start' | 'resume' | 'measurements' | 'serve' | 'usage' | 'close';

/** An expected failure, or code `bug`. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a lab tells of its own accord, and its answers. */
export type Told =
  | { readonly event: 'status'; readonly message: string }
  /** Has been committed. */
  | { readonly event: 'measured'; readonly campaignId: string; readonly turn: string; readonly samplesMs: readonly number[] }
  | ({ readonly event: 'ended' } & CampaignEnd)
  | { readonly event: 'answer'; readonly id: number; readonly result: unknown; readonly failure: Failure | null };

/** What a lab's own process takes of its computer. */
export interface LabUsage {
  readonly memoryMb: number;
  /** Processor time since it was begun. */
  readonly cpuSeconds: number;
  /** By how much its event loop came late, for its own work or for want of a processor, in 95 of 100 looks at most. */
  readonly loopDelayP95Ms: number;
}

export interface CampaignEnd {
  readonly campaignId: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly message: string;
  readonly failure: Failure | null;
}

/** What a lab refused to do. */
export class Refused extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.code}: ${failure.message}`);
    this.failure = failure;
  }
}

/** A lab in a process of its own. */
export class LabProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (told: Extract<Told, { event: 'answer' }>) => void>();
  #next = 1;
  #stderr = '';
  /** What it tells of its campaigns, those of all campaigns, mixed. */
  onTold: (told: Exclude<Told, { event: 'answer' }>) => void = () => {};

  constructor(folder: string, environment: NodeJS.ProcessEnv) {
    const { NODE_TEST_CONTEXT: _context, ...env } = environment;
    this.#child = fork(join(import.meta.dirname, 'lab-life.ts'), [folder], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.#child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.#stderr = (this.#stderr + text).slice(-4000)));
    this.#child.on('message', (told: Told) => {
      if (told.event === 'answer') this.#waiting.get(told.id)?.(told);
      else this.onTold(told);
    });
    this.#child.once('exit', () => {
      for (const answer of this.#waiting.values()) {
        answer({ event: 'answer', id: 0, result: null, failure: { code: 'bug', message: `the lab died: ${this.#stderr}`, remedy: '' } });
      }
    });
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What it printed before it died of itself. */
  get lastWords(): string {
    return this.#stderr;
  }

  /** Throws `Refused`. */
  async call<Result>(call: Call, input?: unknown): Promise<Result> {
    const id = this.#next++;
    const { promise, resolve } = Promise.withResolvers<Extract<Told, { event: 'answer' }>>();
    this.#waiting.set(id, resolve);
    if (this.isAlive) this.#child.send({ id, call, input });
    else throw new Refused({ code: 'bug', message: `the lab is dead: ${this.#stderr}`, remedy: '' });
    const { result, failure } = await promise;
    this.#waiting.delete(id);
    if (failure !== null) throw new Refused(failure);
    return result as Result;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    if (!this.isAlive) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    if (!this.isAlive) return;
    await this.call('close');
    await this.kill();
  }
}
