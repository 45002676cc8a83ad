import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdbLink } from '../../../main/devices/adb/adb-link.ts';
import type { AdbProvider } from '../../../main/devices/adb/adb-provider.ts';
import { AdbServer } from '../../../main/devices/adb/adb-server.ts';
import type { Device, DeviceListing } from '../../../main/devices/device.ts';
import { FakePhone, type FakePhoneOptions, phonePrograms } from '../../fakes/phone/fake-phone.ts';
import { PrivateAdbServer } from '../../fakes/phone/private-adb-server.ts';
import { needs } from '../../helpers/requirements.ts';

/** For node:test's `skip` option. */
export function withoutPhones(): string | false {
  return ['adb', ...phonePrograms].map((program) => needs(program)).find((missing) => missing !== false) ?? false;
}

/** A real adb server with one fake phone behind it, both gone with the test. */
export class AdbBench {
  readonly adb: PrivateAdbServer;
  readonly phone: FakePhone;
  readonly server: AdbServer;
  readonly link: AdbLink;

  private constructor(adb: PrivateAdbServer, phone: FakePhone) {
    this.adb = adb;
    this.phone = phone;
    this.server = new AdbServer('adb', adb.port);
    this.link = new AdbLink(this.server, phone.address, 'The phone');
  }

  static async open(context: Pick<TestContext, 'after'>, options: FakePhoneOptions = {}): Promise<AdbBench> {
    const adb = await PrivateAdbServer.start(context);
    const phone = await FakePhone.boot(options);
    context.after(() => phone.remove());
    const bench = new AdbBench(adb, phone);
    await bench.server.connect('127.0.0.1', phone.port);
    return bench;
  }

  /** Waits until the server lists the phone so. */
  async until(state: string): Promise<void> {
    while ((await this.server.devices()).find(({ serial }) => serial === this.phone.address)?.state !== state) await sleep(50);
  }

  /** Makes the server look again at once; by itself it does so after some seconds. */
  async again(): Promise<void> {
    this.adb.adb('disconnect', this.phone.address);
    this.adb.adb('connect', this.phone.address);
    await this.until('device');
  }
}

export async function onlyPhone(provider: AdbProvider): Promise<DeviceListing> {
  const [listing, ...others] = await provider.list();
  if (listing === undefined || others.length > 0) throw new Error(`${others.length + 1} phones instead of one`);
  return listing;
}

export async function connectPhone(provider: AdbProvider): Promise<Device> {
  return await provider.connect((await onlyPhone(provider)).id);
}
