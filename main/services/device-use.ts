import type { DeviceId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';

/** What is done with a device that is in use. */
export type Use = 'measuring' | 'checking';

/** Who works on which device: two at a time would disturb each other's times. */
export class DeviceUse {
  readonly #users = new Map<DeviceId, { readonly user: string; readonly use: Use }>();
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
      this.#tell();
    };
  }

  /** Calls `listener` whenever a device is taken or given back; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
