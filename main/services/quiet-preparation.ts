import type { Preparation } from '../core/accuracy/accuracy-source.ts';
import { throwIfCancelled } from '../core/lab-error.ts';

/** Preparing scores without telling how far it is; throws `cancelled`. */
export function quietPreparation(signal?: AbortSignal): Preparation {
  return { report: () => {}, throwIfCancelled: () => throwIfCancelled(signal) };
}
