import { LabError } from '../../core/lab-error.ts';
import type { CommandResult } from './device-link.ts';

/** The expected failure behind a command of the lab that a device did not carry out. `what` is a sentence without its full stop. */
export function commandFailure(what: string, { exitCode, stderr }: CommandResult): LabError {
  return remoteFailure(what, `${stderr.trim()}\nexit code ${exitCode}`.trim(), exitCode);
}

/** The same from a text alone, such as a transfer's. */
export function remoteFailure(what: string, details: string, exitCode: number | null = null): LabError {
  if (/no space left|disk quota exceeded/i.test(details)) {
    return new LabError({
      code: 'disk-full',
      message: `${what}: its storage is full. What was written before is safe.`,
      remedy: 'Free some space on the device and try again.',
      details,
    });
  }
  if (/permission denied|read-only file system|operation not permitted/i.test(details) || exitCode === 126) {
    return new LabError({
      code: 'permission-denied',
      message: `${what}: it does not allow that.`,
      remedy: 'Check that the lab’s folder on the device may be written to and that programs may be started there.',
      details,
    });
  }
  return new LabError({
    code: 'link-failed',
    message: `${what}: it answers otherwise than expected.`,
    remedy: 'Look at the details; restart the device where it goes on.',
    details,
  });
}
