import { LabError } from '../../core/lab-error.ts';

/** A campaign wants a runtime that its device has not, or no longer. */
export function noSuchRuntime(deviceName: string): LabError {
  return new LabError({
    code: 'unsupported',
    message: `${deviceName} does not have the runtime of this campaign.`,
    remedy: 'Start a new campaign with a runtime that it has.',
  });
}
