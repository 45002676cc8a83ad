import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addArm64Programs, arm64Compilers } from '../sandbox/arm64-programs.ts';
import {
  type BatteryPower,
  layOutAndroid,
  setBatteryPower,
  type PhoneModel,
  pixel,
  setClockLimit,
  setHeat,
  stateFolder,
} from './android-root.ts';
import { sandboxCommand } from '../sandbox/giving-way.ts';
import type { FaultOrder, Faults } from './faults.ts';

/** Programs that a fake phone is made of. */
export const phonePrograms = ['bwrap', 'mksh', 'toybox', 'qemu-aarch64-static', ...arm64Compilers] as const;

export interface FakePhoneOptions {
  readonly serial?: string;
  readonly model?: PhoneModel;
  /** Size of /data, which then does not outlive a reboot; default: as large as the disk, and kept. */
  readonly dataBytes?: number;
  /** Its processes come behind others. */
  readonly givesWay?: boolean;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const androidShellUser = '2000';

/**
 * A phone for tests: an adb daemon in one long-lived sandbox with Android's shell and tools, in which programs for AArch64 run under qemu.
 * Processes that were detached there outlive their shell and the link, and die with the power, as on a real phone.
 */
export class FakePhone {
  readonly #root = mkdtempSync(join(tmpdir(), 'proxylab-phone-'));
  readonly #options: FakePhoneOptions;
  readonly #banner: string;
  #sandbox: ChildProcess | undefined;
  #port = 0;

  private constructor(options: FakePhoneOptions) {
    this.#options = options;
    const model = options.model ?? pixel;
    layOutAndroid(this.#root, model, options.serial ?? 'FAKE0001');
    addArm64Programs(join(this.#root, 'system/lib'));
    const told = ['ro.product.name', 'ro.product.model', 'ro.product.device'].map((name) => `${name}=${model.properties[name]}`);
    this.#banner = `device::${told.join(';')};`;
  }

  static async boot(options: FakePhoneOptions = {}): Promise<FakePhone> {
    const phone = new FakePhone(options);
    await phone.boot();
    return phone;
  }

  /** As the adb server names it once it is connected. */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get port(): number {
    return this.#port;
  }

  /** Of the sandbox. */
  get pid(): number | undefined {
    return this.#sandbox?.pid;
  }

  /** A file of the phone's state, such as `fixed-performance`. */
  state(name: string): string {
    return readFileSync(join(this.#root, stateFolder, name), 'utf8').trim();
  }

  /** Where a file of the phone lies on this computer, as long as /data has no size of its own. */
  file(path: string): string {
    return join(this.#root, path);
  }

  async boot(): Promise<void> {
    const environment = {
      PATH: '/system/bin:/vendor/bin',
      HOME: '/',
      ANDROID_DATA: '/data',
      ANDROID_ROOT: '/system',
      TMPDIR: '/data/local/tmp',
      LD_PRELOAD: '/system/lib/arm64-programs.so',
      QEMU_CPU: 'cortex-a76',
    };
    const config = { port: this.#port, banner: this.#banner, environment };
    const words = [...this.#mounts(), '/opt/fake/node', '--max-old-space-size=64', '/opt/fake/adbd/adbd.ts'];
    const sandbox = spawn(...sandboxCommand(words, this.#options.givesWay ?? false), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { PATH: process.env['PATH'], FAKE_ADBD: JSON.stringify(config) },
    });
    this.#sandbox = sandbox;
    const [started] = (await Promise.race([once(sandbox, 'message'), once(sandbox, 'exit')])) as [{ port: number } | number | null];
    if (started === null || typeof started === 'number') throw new Error(`the phone did not boot: ${started}`);
    this.#port = started.port;
  }

  /** The cable is out and in again. */
  drop(): Promise<void> {
    return this.#tell({ order: 'drop' });
  }

  /** The cable is out, or the phone off the network. */
  refuse(isOn: boolean): Promise<void> {
    return this.#tell({ order: 'refuse', isOn });
  }

  /** The link stands and nothing is answered. */
  mute(isOn: boolean): Promise<void> {
    return this.#tell({ order: 'mute', isOn });
  }

  /** The link breaks after so many more bytes. */
  cutAfter(bytes: number): Promise<void> {
    return this.#tell({ order: 'cutAfter', bytes });
  }

  /** Whether this computer is trusted; the link is made anew. */
  authorize(how: Faults['authorization']): Promise<void> {
    return this.#tell({ order: 'authorize', how });
  }

  printGarbage(isOn: boolean): Promise<void> {
    return this.#tell({ order: 'garbage', isOn });
  }

  slowDown(isOn: boolean): Promise<void> {
    return this.#tell({ order: 'slow', isOn });
  }

  /** `status` as Android counts it: 0 is none, 6 shuts down. */
  heat(tempC: number, status = 0): void {
    setHeat(this.#root, tempC, status);
  }

  /** What the battery's gauge says; `isFed`: a cable feeds the phone. */
  setPower(power: BatteryPower): void {
    setBatteryPower(this.#root, power);
  }

  /** What the system allows the fastest cluster; null: all that it can. */
  limitClock(clockKhz: number | null): void {
    setClockLimit(this.#root, this.#options.model ?? pixel, clockKhz);
  }

  refuseExec(isOn: boolean): void {
    const flag = join(this.#root, stateFolder, 'refuse-exec');
    if (isOn) writeFileSync(flag, '');
    else rmSync(flag, { force: true });
  }

  async powerOff(): Promise<void> {
    const sandbox = this.#sandbox;
    this.#sandbox = undefined;
    if (sandbox === undefined || sandbox.exitCode !== null || sandbox.signalCode !== null) return;
    const gone = Promise.all([once(sandbox, 'exit'), sandbox.connected ? once(sandbox, 'disconnect') : undefined]);
    sandbox.kill('SIGKILL');
    await gone;
  }

  /** On the same port; what runs ends, what is stored stays. */
  async reboot(): Promise<void> {
    await this.powerOff();
    await this.boot();
  }

  async remove(): Promise<void> {
    await this.powerOff();
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 5 });
  }

  async #tell(order: FaultOrder): Promise<void> {
    const answer = once(this.#sandbox!, 'message');
    this.#sandbox!.send(order);
    await answer;
  }

  #mounts(): readonly string[] {
    const at = (path: string): string => join(this.#root, path);
    const { dataBytes } = this.#options;
    const data = dataBytes === undefined ? [['--bind', at('data'), '/data']] : smallData(dataBytes);
    return [
      ['--ro-bind', '/usr', '/usr'],
      ['--symlink', 'usr/lib', '/lib'],
      ['--symlink', 'usr/lib64', '/lib64'],
      ['--symlink', 'system/bin', '/bin'],
      ['--ro-bind', at('system'), '/system'],
      ...data,
      ['--bind', at(stateFolder), '/mnt/fake'],
      ['--ro-bind', at('etc'), '/etc'],
      ['--dev', '/dev'],
      ['--proc', '/proc'],
      ['--ro-bind', at('proc/cpuinfo'), '/proc/cpuinfo'],
      ['--ro-bind', at('sys'), '/sys'],
      ['--ro-bind', process.execPath, '/opt/fake/node'],
      ['--ro-bind', here, '/opt/fake/adbd'],
      ['--unshare-user', '--uid', androidShellUser, '--gid', androidShellUser],
      ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--hostname', 'localhost'],
      ['--die-with-parent', '--chdir', '/'],
    ].flat();
  }
}

function smallData(bytes: number): readonly (readonly string[])[] {
  return [
    ['--size', String(bytes), '--tmpfs', '/data'],
    ['--dir', '/data/local'],
    ['--dir', '/data/local/tmp'],
  ];
}
