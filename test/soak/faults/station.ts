import type { Rng } from '../../../main/core/rng.ts';
import type { JournalText } from './device-truth.ts';
import type { LabProcess } from './lab-process.ts';

/** What goes wrong in a campaign. */
export const faultKinds = [
  'vanishes in mid-push',
  'vanishes in mid-run',
  'vanishes in mid-shell',
  'offline',
  'silent',
  'unauthorized',
  'full disk',
  'refused exec',
  'hot',
  'slow',
  'garbage output',
  'garbage journal',
  'reboot',
  'runner killed',
  'adb server killed',
  'lab killed',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A fake device with its own way to a lab of its own, and a hand that makes it misbehave. */
export interface Station {
  readonly name: string;
  /** `lab killed` is nobody's but the soak's own. */
  readonly kinds: readonly FaultKind[];
  /** For the lab's process. */
  readonly environment: NodeJS.ProcessEnv;
  /** Makes the device known to a lab that is new; returns its id there. */
  enrol(lab: LabProcess): Promise<string>;
  /** Brings the device into a random state that a person may have left it in. */
  reset(rng: Rng): Promise<void>;
  inject(kind: FaultKind, campaignId: string, rng: Rng): Promise<void>;
  /** What a person then does. */
  repair(kind: FaultKind): Promise<void>;
  /** What the device itself has kept of a campaign. */
  journals(campaignId: string): Promise<readonly JournalText[]>;
  /** Everything that the lab may have changed on the device, in one text. */
  settings(): string;
  /** Pids on this computer of what runs for a campaign on the device. */
  runners(campaignId: string): readonly number[];
  close(): Promise<void>;
}
