import type { DeviceId } from './brand.ts';

/** Devices that a lab has seen: one that is unplugged is offline, not unknown, also after the lab was started anew. */
export interface KnownDevices {
  list(): readonly { readonly id: DeviceId; readonly name: string }[];
  /** Also its new name. */
  remember(id: DeviceId, name: string): void;
  forget(id: DeviceId): void;
}
