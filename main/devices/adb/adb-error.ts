import { isLabError, LabError } from '../../core/lab-error.ts';
import { deviceOffline, linkLost } from '../remote/link-errors.ts';

/** The phone waits for its owner to trust this computer. */
export const authorizeRemedy = 'Accept the USB debugging prompt on the phone; tick “Always allow from this computer”.';

/** The expected failure behind whatever went wrong between the lab, the adb server and a phone. `name` is the phone's. */
export function adbError(error: unknown, name: string): LabError {
  if (isLabError(error)) return error;
  const details = error instanceof Error ? error.message : String(error);
  if (/unauthorized|authorizing|failed to authenticate/i.test(details)) {
    return new LabError({
      code: 'unauthorized',
      message: `${name} does not trust this computer yet.`,
      remedy: authorizeRemedy,
      details,
      cause: error,
    });
  }
  if (/device offline|not found|no devices|device '.*' not/i.test(details)) return deviceOffline(name, details, error);
  return linkLost(name, details, error); // closed streams, resets, a server that went away: whether it was carried out is not known
}
