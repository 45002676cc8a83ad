import { LabError } from '../../core/lab-error.ts';

/** The link broke in the midst of something; whether the device carried it out is not known. `name` is the device's. */
export function linkLost(name: string, details = '', cause?: unknown): LabError {
  return new LabError({
    code: 'link-failed',
    message: `The link to ${name} was lost.`,
    remedy: 'Check the cable or the network; the lab goes on where it was as soon as the device answers.',
    details,
    cause,
  });
}

export function deviceOffline(name: string, details = '', cause?: unknown): LabError {
  return new LabError({
    code: 'device-offline',
    message: `${name} is not connected.`,
    remedy: 'Plug it in or switch it on; the lab goes on where it was as soon as it is there.',
    details,
    cause,
  });
}

/** Nothing came over the link for too long: for whoever waits the same as a lost link. */
export function linkSilent(name: string, what: string, limitMs: number): LabError {
  return new LabError({
    code: 'link-failed',
    message: `${name} gave no answer for ${Math.round(limitMs / 1000)} s.`,
    remedy: 'Check the cable or the network, and that the device is awake.',
    details: what,
  });
}
