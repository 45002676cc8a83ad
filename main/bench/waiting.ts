import type { LabError } from '../core/lab-error.ts';

/** What is seen at one look at a device's heat. null is unknown. */
export interface ThermalLook {
  readonly atMs: number;
  /** Of the processor. */
  readonly tempC: number | null;
  /** Measuring may begin below it. */
  readonly limitC: number;
  /** The fastest processor's. */
  readonly clockKhz: number | null;
  /** Why it has to wait, for example `61.0 °C, limit 50 °C, light throttling`; null: it has not. */
  readonly obstacle: string | null;
}

/** What keeps a campaign from measuring; it goes on by itself. */
export type Waiting = { readonly what: 'cooling'; readonly look: ThermalLook } | { readonly what: 'device'; readonly error: LabError };
