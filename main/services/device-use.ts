import type { DeviceId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';

/** What is done with a device that is in use. */
export type Use = 'measuring' | 'checking';

interface Waiting {
  readonly user: string;
  readonly begin: () => void;
}

/** Who works on which device, and who waits for it: two at a time would disturb each other's times. */
export class DeviceUse {
  readonly #users = new Map<DeviceId, { readonly user: string; readonly use: Use }>();
  readonly #waiting = new Map<DeviceId, Waiting[]>();
  readonly #listeners = new Set<() => void>();

  isFree(id: DeviceId): boolean {
    return !this.#users.has(id);
  }

  /** undefined: it is free. */
  useOf(id: DeviceId): Use | undefined {
    return this.#users.get(id)?.use;
  }

  /** Throws `already-exists` naming the user. */
  assertFree(id: DeviceId): void {
    const user = this.#users.get(id)?.user;
    if (user === undefined) return;
    throw new LabError({
      code: 'already-exists',
      message: `The device “${id}” is in use by ${user}; two at a time would disturb each other.`,
      remedy: 'Wait for its end, or pause or cancel it first.',
    });
  }

  /** Takes the device; the returned function gives it back. */
  occupy(id: DeviceId, user: string, use: Use): () => void {
    this.assertFree(id);
    this.#users.set(id, { user, use });
    this.#tell();
    return () => {
      this.#users.delete(id);
      const next = this.#waiting.get(id)?.shift();
      if (next === undefined) this.#tell();
      else next.begin();
    };
  }

  /** Takes the device as soon as it is free, in the order in which it was asked for; rejects with the signal's reason. */
  turn(id: DeviceId, user: string, use: Use, signal: AbortSignal): Promise<() => void> {
    if (this.isFree(id)) return Promise.resolve(this.occupy(id, user, use));
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.set(
          id,
          this.#line(id).filter((one) => one !== waiting),
        );
        this.#tell();
        reject(signal.reason as Error);
      };
      const waiting: Waiting = {
        user,
        begin: () => {
          signal.removeEventListener('abort', leave);
          resolve(this.occupy(id, user, use));
        },
      };
      if (signal.aborted) return reject(signal.reason as Error);
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.set(id, [...this.#line(id), waiting]);
      this.#tell();
    });
  }

  /** 1: the next; 0: does not wait. */
  placeOf(id: DeviceId, user: string): number {
    return this.#line(id).findIndex((one) => one.user === user) + 1;
  }

  /** Makes one of those who wait the next. */
  hurry(id: DeviceId, user: string): void {
    this.#waiting.set(
      id,
      this.#line(id).toSorted((a, b) => Number(b.user === user) - Number(a.user === user)),
    );
    this.#tell();
  }

  /** Calls `listener` whenever a device is taken or given back, or who waits for it changes; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #line(id: DeviceId): readonly Waiting[] {
    return this.#waiting.get(id) ?? [];
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
