import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from '../cpu-time.ts';
import type { TransferSubject } from '../subject.ts';

const rounds = 5;
const test = join(resolve(import.meta.dirname, '../../..'), 'test/devices/adb/push-speed.ts');

interface PushSpeed {
  readonly bytes: number;
  readonly labSeconds: readonly number[];
  readonly adbSeconds: readonly number[];
}

/** The runner's bundle through the real adb server to the tests' fake phone. */
export const phonePush: TransferSubject = {
  name: 'pushing the runner to a phone',
  goalMbPerSecond: 20,
  async transfer() {
    const { measurePushSpeed } = (await import(pathToFileURL(test).href)) as {
      readonly measurePushSpeed: (rounds: number) => Promise<PushSpeed | null>;
    };
    const speed = await measurePushSpeed(rounds);
    if (speed === null) return null;
    const { bytes, labSeconds, adbSeconds } = speed;
    const mbPerSecond = (seconds: readonly number[]): number => bytes / 1e6 / median([...seconds]);
    return { bytes, mbPerSecond: mbPerSecond(labSeconds), peer: { name: 'adb push', mbPerSecond: mbPerSecond(adbSeconds) } };
  },
};
