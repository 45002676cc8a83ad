/** Work of the lab with a limit in time. */
export interface TimedSubject {
  readonly name: string;
  /** CPU time of the process. */
  readonly goalMs: number;
  run(): void;
}

/** Work of the lab that a Python library does as well: both get the same inputs, must come to the same result, and are timed in turn. */
export interface ComparedSubject {
  readonly name: string;
  readonly peer: Peer;
  /** CPU time over the peer's, at most. */
  readonly goalRatio: number;
  /** Inputs from fixed seeds; Python gets them as arrays of the same names. Draw 0 is timed; of others only the quality counts. */
  inputs(draw: number): Inputs;
  /** What is done once, then the work that is timed; it returns values to compare with the peer's. */
  prepare(inputs: Inputs): () => ArrayLike<number>;
  /** Largest difference between the two results, relative to the largest value; null where they need not agree (as with random methods). */
  readonly tolerance: number | null;
  /** How good a result is, where methods need not agree. */
  readonly quality?: Quality;
  /** How often both are timed; default 7. Fewer for what takes seconds. */
  readonly rounds?: number;
}

export interface Quality {
  readonly name: string;
  of(result: ArrayLike<number>, inputs: Inputs): number;
  /** So much less than the peer's is as good. */
  readonly within: number;
  /** The quality is a mean over so many draws of the inputs; default 1. More where luck decides which of two equal methods does better on one. */
  readonly draws?: number;
}

export type Inputs = Readonly<Record<string, Float64Array>>;

export interface Peer {
  /** What is called, such as `scipy.linalg.cholesky`. */
  readonly name: string;
  /** File of build/bench/peers with a function `prepare(inputs)` that returns the function to time. */
  readonly script: string;
  /** Python modules without which it does not run. */
  readonly modules: readonly string[];
}

/** Two ways of measuring the same latency, which must agree. */
export interface AgreementSubject {
  readonly name: string;
  /** Largest difference in wall time, as a share of the other one. */
  readonly goalDifference: number;
  compare(): Promise<Agreement>;
}

export interface Agreement {
  /** Median over the rounds of each round's difference between the medians, as a share of the other one. */
  readonly difference: number;
  /** The same of CPU time, on which a busy computer has less influence. */
  readonly cpuDifference: number;
  readonly medianMs: number;
  readonly otherMedianMs: number;
  /** Whether both computed the same. */
  readonly isSameOutput: boolean;
}

/** Files that go to a device, beside the system's own program for that. */
export interface TransferSubject {
  readonly name: string;
  /** Wall time: megabytes a second, at least. */
  readonly goalMbPerSecond: number;
  /** Null where this computer lacks what it takes. */
  transfer(): Promise<Transfer | null>;
}

/** Medians over the rounds. */
export interface Transfer {
  readonly bytes: number;
  readonly mbPerSecond: number;
  /** The same files by the other program, in turn. */
  readonly peer: { readonly name: string; readonly mbPerSecond: number };
}

/** Several figures of one piece of work: the window over a large lab, a search for a fleet. */
export interface FiguresSubject {
  readonly name: string;
  /** What is missing where there are none. */
  readonly lack: string;
  /** Null where this computer lacks what it takes. */
  look(): Promise<readonly Figure[] | null>;
}

/** Wall time and what follows from it, or how good a result is. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: { readonly atMost: number } | { readonly atLeast: number };
}

export type Subject = TimedSubject | ComparedSubject | AgreementSubject | TransferSubject | FiguresSubject;
