import { brand, type JobId } from '../core/brand.ts';
import { isLabError, LabError, throwIfCancelled } from '../core/lab-error.ts';
import { Listeners } from './listeners.ts';
import { Pace } from './pace.ts';
import { keepingTo, Rest } from './rest.ts';

export type JobKind = 'campaign' | 'search' | 'demo' | 'training' | 'adaptation' | 'cost-model' | 'evaluation';
export type JobState = 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';

/** Long work as every front shows it. */
export interface JobSnapshot {
  readonly id: JobId;
  readonly kind: JobKind;
  readonly title: string;
  /** Id of what it works on. */
  readonly subject: string;
  readonly state: JobState;
  readonly canPause: boolean;
  readonly message: string;
  /** What it waits for before it begins, and its place in line (1: the next); null: it has begun. */
  readonly waiting: { readonly for: string; readonly place: number } | null;
  readonly done: number;
  readonly total: number;
  readonly etaSeconds: number | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly error: LabError | null;
  /** File or page that shows the outcome. */
  readonly result: string | null;
}

export type JobProgress = Partial<Pick<JobSnapshot, 'message' | 'waiting' | 'done' | 'total' | 'etaSeconds'>>;

/** What the work itself may use. */
export interface JobControl {
  readonly signal: AbortSignal;
  /** Work that counts but does not say how long it takes is told by its pace. */
  report(progress: JobProgress): void;
}

export interface JobRequest {
  readonly kind: JobKind;
  readonly title: string;
  readonly subject: string;
  /** The work; resolves with the job's `result`. It ends by `cancelled` when the signal fires. */
  work(control: JobControl): Promise<string | null>;
  /** Its steps lie in `restWhilePaused`'s hands: it can be paused where it is, for as long as the program runs. */
  readonly isStepwise?: true;
  /** Present where the work can be paused otherwise: stops it keeping what it has; `resume` starts it again as a new job. */
  pause?(): Promise<void>;
  resume?(): Promise<JobId>;
  /** Ends paused work for good; it calls `abandon`. */
  giveUp?(): Promise<unknown>;
  /** Present where it may have to wait for its turn: makes it the next. */
  hurry?(): void;
}

interface JobEntry {
  snapshot: JobSnapshot;
  readonly request: JobRequest;
  readonly abort: AbortController;
  readonly rest: Rest;
  /** When its present rest began, and how long those before it were. */
  restedSinceMs: number | null;
  restedMs: number;
  readonly settled: Promise<void>;
}

/** The running and recently ended jobs of one lab. */
export class JobRegistry {
  readonly #entries = new Map<JobId, JobEntry>();
  readonly #listeners = new Listeners<JobSnapshot>();
  readonly #clock: () => number;
  #next = 1;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  start(request: JobRequest): JobSnapshot {
    const id = brand<JobId>(`job-${this.#next++}`);
    const abort = new AbortController();
    const snapshot: JobSnapshot = {
      id,
      kind: request.kind,
      title: request.title,
      subject: request.subject,
      state: 'running',
      canPause: request.isStepwise === true || request.pause !== undefined,
      message: 'Starting',
      waiting: null,
      done: 0,
      total: 0,
      etaSeconds: null,
      startedAtMs: this.#clock(),
      endedAtMs: null,
      error: null,
      result: null,
    };
    const rest = new Rest();
    const settled = Promise.resolve().then(() => keepingTo(rest, () => this.#run(id, request, abort.signal)));
    this.#entries.set(id, { snapshot, request, abort, rest, restedSinceMs: null, restedMs: 0, settled });
    this.#listeners.emit(snapshot);
    return snapshot;
  }

  /** Starts work that its caller waits for: gives what it gives and throws what stopped it. The caller's own signal cancels it too. */
  async run<Result>(
    request: Pick<JobRequest, 'kind' | 'title' | 'subject' | 'isStepwise'>,
    work: (control: JobControl) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    let outcome: Promise<Result> | undefined;
    const { id } = this.start({
      ...request,
      work: async (control) => {
        outcome = work(control);
        await outcome;
        return null;
      },
    });
    const { abort, rest, settled } = this.#entry(id);
    const cancel = (): void => {
      abort.abort();
      rest.end();
    };
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    await settled;
    signal?.removeEventListener('abort', cancel);
    if (outcome === undefined) throw new LabError({ code: 'cancelled', message: 'Stopped before it began.' });
    return outcome;
  }

  list(): readonly JobSnapshot[] {
    return [...this.#entries.values()].map((entry) => entry.snapshot);
  }

  get(id: string): JobSnapshot {
    return this.#entry(id).snapshot;
  }

  /** Every change of every job until the signal fires; starts with the list as it is. */
  watch(signal?: AbortSignal): AsyncGenerator<JobSnapshot, void> {
    return this.#listeners.stream(signal, this.list());
  }

  async cancel(id: string): Promise<JobSnapshot> {
    const entry = this.#entry(id);
    if (entry.snapshot.state === 'paused') await entry.request.giveUp?.();
    entry.abort.abort();
    entry.rest.end();
    await entry.settled;
    return entry.snapshot;
  }

  /** Makes a job that waits for its turn the next; others are left as they are. */
  hurry(id: string): JobSnapshot {
    const entry = this.#entry(id);
    if (entry.snapshot.waiting !== null) entry.request.hurry?.();
    return entry.snapshot;
  }

  /** A paused job whose work was given up where it rests. */
  abandon(id: JobId): void {
    if (this.#entries.get(id)?.snapshot.state === 'paused') this.#change(id, { state: 'cancelled', message: 'Stopped' });
  }

  async pause(id: string): Promise<JobSnapshot> {
    const entry = this.#entry(id);
    if (entry.request.isStepwise) {
      if (entry.snapshot.state === 'running') this.#hold(entry);
      return entry.snapshot;
    }
    if (!entry.request.pause)
      throw new LabError({ code: 'unsupported', message: `“${entry.snapshot.title}” cannot be paused.`, remedy: 'Cancel it instead.' });
    if (entry.snapshot.state === 'running') {
      await entry.request.pause();
      await entry.settled;
    }
    return entry.snapshot;
  }

  async resume(id: string): Promise<JobSnapshot> {
    const entry = this.#entry(id);
    if (entry.request.isStepwise) {
      if (entry.snapshot.state === 'paused') this.#letGo(entry);
      return entry.snapshot;
    }
    if (!entry.request.resume) throw new LabError({ code: 'unsupported', message: `“${entry.snapshot.title}” cannot be resumed.` });
    if (entry.snapshot.state === 'running') return entry.snapshot;
    const next = await entry.request.resume();
    this.#entries.delete(entry.snapshot.id);
    return this.get(next);
  }

  /** Cancels what runs and waits for it. */
  async close(): Promise<void> {
    for (const { abort, rest } of this.#entries.values()) {
      abort.abort();
      rest.end();
    }
    await Promise.all([...this.#entries.values()].map((entry) => entry.settled));
    this.#listeners.close();
  }

  async #run(id: JobId, request: JobRequest, signal: AbortSignal): Promise<void> {
    const ended = (change: Partial<JobSnapshot>): void =>
      this.#change(id, { ...change, waiting: null, etaSeconds: null, endedAtMs: this.#clock() });
    const pace = new Pace();
    const report = (progress: JobProgress): void => {
      const { done, total = this.#entries.get(id)?.snapshot.total ?? 0 } = progress;
      const told = 'etaSeconds' in progress || done === undefined;
      this.#change(
        id,
        told ? progress : { ...progress, etaSeconds: pace.etaSeconds(done, total, this.#clock() - (this.#entries.get(id)?.restedMs ?? 0)) },
      );
    };
    try {
      throwIfCancelled(signal); // cancelled before it began
      const result = await request.work({ signal, report });
      ended({ state: 'finished', message: 'Finished', result });
    } catch (error) {
      if (error instanceof JobPaused) ended({ state: 'paused', message: 'Paused' });
      else if (signal.aborted || isLabError(error, 'cancelled')) ended({ state: 'cancelled', message: 'Stopped' });
      else if (isLabError(error)) ended({ state: 'failed', message: error.message, error });
      else {
        ended({ state: 'failed', message: 'This is a bug in ProxyLab.', error: unexpected(error) });
        console.error(error);
      }
    }
  }

  #hold(entry: JobEntry): void {
    entry.rest.begin();
    entry.restedSinceMs = this.#clock();
    this.#change(entry.snapshot.id, { state: 'paused' });
  }

  #letGo(entry: JobEntry): void {
    if (entry.restedSinceMs !== null) entry.restedMs += this.#clock() - entry.restedSinceMs;
    entry.restedSinceMs = null;
    entry.rest.end();
    this.#change(entry.snapshot.id, { state: 'running' });
  }

  #change(id: JobId, change: Partial<JobSnapshot>): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.snapshot = { ...entry.snapshot, ...change };
    this.#listeners.emit(entry.snapshot);
  }

  #entry(id: string): JobEntry {
    const entry = this.#entries.get(brand<JobId>(id));
    if (!entry)
      throw new LabError({ code: 'not-found', message: `There is no job ${id}.`, remedy: 'List the jobs to see which ones exist.' });
    return entry;
  }
}

/** Thrown by work that stopped because it was paused. */
export class JobPaused extends Error {}

function unexpected(error: unknown): LabError {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new LabError({
    code: 'bug',
    message: 'This is a bug in ProxyLab.',
    remedy: 'Please report it with the details.',
    details,
    cause: error,
  });
}
