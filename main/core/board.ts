import type { DeviceId } from './brand.ts';

/** A board that a person has added to the lab: how it is reached. Nothing in it is secret. */
export interface Board {
  readonly id: DeviceId;
  readonly name: string;
  /** What it said it is when it was added. */
  readonly model: string | null;
  readonly user: string;
  readonly host: string;
  readonly port: number;
  /** A private key in a file of this computer; null: the agent's keys and the user's own, then a password. */
  readonly keyFile: string | null;
  /** Milliseconds since 1970. */
  readonly addedAtMs: number;
}

/** Where a lab keeps its boards. */
export interface BoardStore {
  /** In the order in which they were added. */
  list(): readonly Board[];
  /** `already-exists` where the id is taken. */
  add(board: Board): void;
  /** `not-found` where there is none. */
  remove(id: DeviceId): void;
}
