import { randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rng } from '../../../main/core/rng.ts';
import { androidFolder } from '../../../main/devices/adb/android-folder.ts';
import { phoneId } from '../../../main/devices/adb/phone.ts';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import { FakePhone } from '../../fakes/phone/fake-phone.ts';
import { PrivateAdbServer } from '../../fakes/phone/private-adb-server.ts';
import { type JournalText, journalsIn, pidsWith } from './device-truth.ts';
import type { LabProcess } from './lab-process.ts';
import { type FaultKind, faultKinds, type Station } from './station.ts';

/** Room for the runner and some networks, so that it is soon full. */
const smallDataBytes = 64 * 1024 * 1024;
const readyLimitMs = 60_000;

/** A fake phone behind a real adb server of its own. */
export class PhoneStation implements Station {
  readonly name: string;
  readonly kinds: readonly FaultKind[];
  readonly #adb: PrivateAdbServer;
  readonly #phone: FakePhone;
  readonly #isSmall: boolean;
  readonly #ownsAdb: boolean;

  private constructor(name: string, adb: PrivateAdbServer, phone: FakePhone, isSmall: boolean, ownsAdb: boolean) {
    this.name = name;
    this.#adb = adb;
    this.#phone = phone;
    this.#isSmall = isSmall;
    this.#ownsAdb = ownsAdb;
    // What lies on the small disk is out of this computer's reach, and gone with the power.
    this.kinds = isSmall ? ['full disk'] : faultKinds.filter((kind) => kind !== 'full disk');
  }

  /** Where `shared` is given, behind that server instead, which others have as well and which stays; it then gives way to the lab. */
  static async open(name: string, isSmall = false, shared?: PrivateAdbServer): Promise<PhoneStation> {
    const adb = shared ?? (await PrivateAdbServer.open());
    const givesWay = shared !== undefined;
    const phone = await FakePhone.boot({ serial: name, givesWay, ...(isSmall ? { dataBytes: smallDataBytes } : {}) });
    const station = new PhoneStation(name, adb, phone, isSmall, shared === undefined);
    await station.#ready();
    return station;
  }

  get environment(): NodeJS.ProcessEnv {
    return this.#adb.environment;
  }

  async enrol(lab: LabProcess): Promise<string> {
    for (;;) {
      const phone = (await lab.call<readonly DeviceSummary[]>('list')).find(({ id }) => id === phoneId(this.name));
      if (phone?.state === 'ready') return phone.id;
      await this.#ready();
    }
  }

  async reset(rng: Rng): Promise<void> {
    const stayOn = rng.pick(['0', '3', '7', null]);
    const file = this.#phone.file('state/stay_on_while_plugged_in');
    if (stayOn === null) rmSync(file, { force: true });
    else writeFileSync(file, `${stayOn}\n`);
  }

  async inject(kind: FaultKind, campaignId: string, rng: Rng): Promise<void> {
    const phone = this.#phone;
    switch (kind) {
      case 'vanishes in mid-push':
        return await phone.cutAfter(rng.integer(25_000_000));
      case 'vanishes in mid-shell':
        return await phone.cutAfter(rng.integer(3000));
      case 'vanishes in mid-run':
      case 'offline':
        return await phone.refuse(true);
      case 'silent':
        return await phone.mute(true);
      case 'unauthorized':
        return await phone.authorize('refuses');
      case 'full disk':
        this.#shell(
          'dd if=/dev/zero of=/data/local/tmp/fill bs=65536 2>/dev/null; dd if=/dev/zero of=/data/local/tmp/rest bs=64 2>/dev/null',
        );
        return;
      case 'refused exec':
        return phone.refuseExec(true);
      case 'hot':
        return phone.heat(61, 1);
      case 'slow':
        return await phone.slowDown(true);
      case 'garbage output':
        return await phone.printGarbage(true);
      case 'garbage journal': {
        const folder = phone.file(`${androidFolder}/campaigns/${campaignId}`);
        for (const attempt of readdirSync(folder).sort().slice(-1))
          appendFileSync(join(folder, attempt, 'journal.jsonl'), Buffer.concat([randomBytes(1 + rng.integer(200)), Buffer.from('\n')]));
        return;
      }
      case 'reboot':
        return await phone.reboot();
      case 'runner killed':
        for (const pid of this.runners(campaignId)) process.kill(pid, 'SIGKILL');
        return;
      case 'adb server killed':
        return await this.#adb.kill();
      case 'lab killed':
        return;
    }
  }

  async repair(kind: FaultKind): Promise<void> {
    const phone = this.#phone;
    if (kind === 'vanishes in mid-run' || kind === 'offline') await phone.refuse(false);
    else if (kind === 'silent') await phone.mute(false);
    else if (kind === 'unauthorized') await phone.authorize('accepts');
    else if (kind === 'full disk') this.#shell('rm -f /data/local/tmp/fill /data/local/tmp/rest');
    else if (kind === 'refused exec') phone.refuseExec(false);
    else if (kind === 'hot') phone.heat(36);
    else if (kind === 'slow') await phone.slowDown(false);
    else if (kind === 'garbage output') await phone.printGarbage(false);
    await phone.cutAfter(Number.MAX_SAFE_INTEGER);
    await this.#ready();
  }

  async journals(campaignId: string): Promise<readonly JournalText[]> {
    const folder = `${androidFolder}/campaigns/${campaignId}`;
    if (!this.#isSmall) return journalsIn(this.#phone.file(folder));
    const printed = this.#shell(`cd ${folder} && for f in *; do echo "== $f"; cat $f/journal.jsonl 2>/dev/null; done`);
    return printed
      .split(/^== /m)
      .slice(1)
      .map((part) => ({ folder: part.slice(0, part.indexOf('\n')), text: part.slice(part.indexOf('\n') + 1) }));
  }

  settings(): string {
    const stayOn = readdirSync(this.#phone.file('state')).includes('stay_on_while_plugged_in')
      ? this.#phone.state('stay_on_while_plugged_in')
      : 'never set';
    return `stay on ${stayOn}, fixed performance ${this.#phone.state('fixed-performance')}`;
  }

  runners(campaignId: string): readonly number[] {
    return pidsWith('qemu-aarch64-static', `campaigns/${campaignId}`);
  }

  async close(): Promise<void> {
    await this.#phone.remove();
    if (this.#ownsAdb) await this.#adb.close();
  }

  #shell(command: string): string {
    return this.#adb.adb('-s', this.#phone.address, 'exec-out', command);
  }

  /** What adb prints; nothing where it fails: the phone was not connected, or the lab just starts a server as well. */
  #tried(...words: readonly string[]): string {
    try {
      return this.#adb.adb(...words);
    } catch {
      return '';
    }
  }

  /** Plugs it in again where it is not there: what a cable does by itself, a link by network does some seconds later. */
  async #ready(): Promise<void> {
    const { address } = this.#phone;
    const giveUpAt = Date.now() + readyLimitMs;
    const isListed = (): boolean => this.#tried('devices').includes(`${address}\tdevice`);
    for (let look = 0; !isListed(); look++) {
      if (Date.now() > giveUpAt) throw new Error(`${this.name} does not come back`);
      if (look % 10 === 0) {
        this.#tried('disconnect', address);
        this.#tried('connect', address);
      }
      await sleep(100);
    }
  }
}
