import { AdbLink } from '../../../main/devices/adb/adb-link.ts';
import { AdbServer } from '../../../main/devices/adb/adb-server.ts';
import { androidFolder } from '../../../main/devices/adb/android-folder.ts';
import { loadRunnerBundle } from '../../../main/devices/runner-bundle.ts';
import { FakePhone } from '../../fakes/phone/fake-phone.ts';
import { PrivateAdbServer } from '../../fakes/phone/private-adb-server.ts';
import { withoutPhones } from './adb-bench.ts';

const folder = `${androidFolder}/speed`;

/** Seconds of each round in which the runner's bundle goes through the real adb server to a fake phone: by the lab, and by `adb push`, in turn. */
export interface PushSpeed {
  readonly bytes: number;
  readonly labSeconds: readonly number[];
  readonly adbSeconds: readonly number[];
}

/** Null where this computer can't run a fake phone. */
export async function measurePushSpeed(rounds: number): Promise<PushSpeed | null> {
  if (withoutPhones() !== false) return null;
  const adb = await PrivateAdbServer.open();
  const phone = await FakePhone.boot();
  try {
    const server = new AdbServer('adb', adb.port);
    await server.connect('127.0.0.1', phone.port);
    const link = new AdbLink(server, phone.address, 'The phone');
    const { files, bytes } = await loadRunnerBundle('android-arm64');
    const byLab = async (): Promise<void> => {
      for (const { name, file, executable } of files) await link.push({ file }, `${folder}/${name}`, { executable });
    };
    const byAdb = (): string => adb.adb('-s', phone.address, 'push', ...files.map(({ file }) => file), `${folder}/adb`);
    const [labSeconds, adbSeconds]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      await link.run(`rm -rf ${folder}; mkdir -p ${folder}/adb`);
      const turns = [async () => labSeconds.push(await secondsOf(byLab)), async () => adbSeconds.push(await secondsOf(byAdb))];
      for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    }
    return { bytes, labSeconds, adbSeconds };
  } finally {
    await phone.remove();
    await adb.close();
  }
}

async function secondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
