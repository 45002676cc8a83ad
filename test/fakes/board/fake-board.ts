import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addArm64Programs } from '../sandbox/arm64-programs.ts';
import { sandboxCommand } from '../sandbox/giving-way.ts';
import { cpuInfo, etcFiles, memoryInfo, sysFiles, tools } from './board-files.ts';
import { fakeTrtexec } from './fake-trtexec.ts';

export interface FakeBoardOptions {
  /** Holds the board's files. */
  readonly folder: string;
  /** Logs in with this password as well. */
  readonly password?: string;
  /** Room of the user's home; what is in it is then lost when the power is. */
  readonly homeBytes?: number;
  /** Its processes come behind others. */
  readonly givesWay?: boolean;
}

export const boardUser = 'nvidia';

/**
 * A Jetson in a sandbox: the real sshd, a real shell and a user without rights, /proc, /sys and NVIDIA's tools made up. Programs for AArch64
 * run under qemu. What runs on it outlives a connection, as on a real board.
 */
export class FakeBoard {
  readonly folder: string;
  readonly port: number;
  /** Private keys of the user, the second one with the passphrase `of the key`. */
  readonly keyFile: string;
  readonly encryptedKeyFile: string;
  readonly #homeBytes: number | undefined;
  readonly #givesWay: boolean;
  #process: ChildProcess | undefined;

  private constructor({ folder, homeBytes, givesWay = false }: FakeBoardOptions, port: number) {
    this.folder = folder;
    this.port = port;
    this.keyFile = join(folder, 'user_key');
    this.encryptedKeyFile = join(folder, 'user_key_encrypted');
    this.#homeBytes = homeBytes;
    this.#givesWay = givesWay;
  }

  /** Makes a board and switches it on. */
  static async start(options: FakeBoardOptions): Promise<FakeBoard> {
    const board = new FakeBoard(options, await freePort());
    board.#install(options);
    await board.powerOn();
    return board;
  }

  get address(): string {
    return `ssh://${boardUser}@127.0.0.1:${this.port}`;
  }

  /** Fingerprint of the host key, as the board's own ssh-keygen shows it. */
  get fingerprint(): string {
    return run('ssh-keygen', '-lf', this.#path('etc/host_key.pub')).split(' ')[1] ?? '';
  }

  async powerOn(): Promise<void> {
    this.#process = spawn(...sandboxCommand(this.#sandbox(), this.#givesWay), { stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-4000)));
    for (let look = 0; look < 500; look++) {
      if (this.#process.exitCode !== null) throw new Error(`the board's sshd ended: ${log}`);
      if (await listens(this.port)) return;
      await sleep(20);
    }
    throw new Error(`the board's sshd does not listen: ${log}`);
  }

  /** Everything that runs on it ends at once. */
  async powerOff(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
    while (await listens(this.port)) await sleep(20); // its sshd ends a moment later
  }

  async reboot(): Promise<void> {
    await this.powerOff();
    await this.powerOn();
  }

  /** A new host key from the next start on, as after setting the board up anew. */
  renewHostKey(): void {
    rmSync(this.#path('etc/host_key'), { force: true });
    makeKey(this.#path('etc/host_key'), '');
  }

  setTemperature(tempC: number): void {
    this.#write('sys/class/thermal/thermal_zone0/temp', `${Math.round(tempC * 1000)}\n`);
  }

  setFreeMemory(bytes: number): void {
    this.#write('proc/meminfo', memoryInfo(bytes));
  }

  /** One of nvpmodel's modes. */
  setPowerMode(mode: string): void {
    this.#write('opt/power-mode', mode);
  }

  /** What the board draws at its input, at about 5 V. */
  setCurrent(currentMa: number): void {
    this.#write('sys/class/hwmon/hwmon1/curr1_input', `${currentMa}\n`);
  }

  /** A board without a monitor of its power is not watched at rest before it measures. */
  setPowerMonitor(on: boolean): void {
    this.#write('sys/class/hwmon/hwmon1/name', on ? 'ina3221\n' : 'other\n');
  }

  /** Tools print random bytes, and so does the user's start-up file, before every command. */
  printGarbage(on: boolean): void {
    if (on) this.#write('opt/garbage', randomBytes(5000));
    else rmSync(this.#path('opt/garbage'), { force: true });
  }

  /** Programs in the user's home may not be started. */
  refuseExec(on: boolean): void {
    if (on) this.#write('opt/refuse-exec', '');
    else rmSync(this.#path('opt/refuse-exec'), { force: true });
  }

  /** A file that lies on the board, below the user's home. */
  homeFile(path: string): string {
    return this.#path(join('home', boardUser, path));
  }

  /** Names of all programs that run on the board now. */
  programs(): readonly string[] {
    const pid = this.#process?.pid;
    return pid === undefined ? [] : descendants(pid).map((child) => read(`/proc/${child}/comm`).trim());
  }

  async remove(): Promise<void> {
    await this.powerOff();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #install({ password }: FakeBoardOptions): void {
    const shadow = password === undefined ? '*' : run('openssl', 'passwd', '-6', password).trim();
    const accounts = {
      passwd: `root:x:0:0::/root:/bin/bash\n${boardUser}:x:1000:1000::/home/${boardUser}:/bin/bash\n`,
      shadow: `root:*:19000::::::\n${boardUser}:${shadow}:19000::::::\n`,
      sshd_config: sshdConfig(this.port, password !== undefined),
    };
    for (const [name, text] of Object.entries({ ...etcFiles, ...accounts })) this.#write(`etc/${name}`, text);
    for (const [path, text] of Object.entries(sysFiles)) this.#write(`sys/${path}`, text);
    for (const [name, text] of Object.entries(tools)) this.#write(`bin/${name}`, text, 0o755);
    this.#write('proc/cpuinfo', cpuInfo);
    this.setFreeMemory(5e9);
    this.setPowerMode('25W');
    this.#write('tensorrt/trtexec', fakeTrtexec, 0o755);
    this.#write(`home/${boardUser}/.bashrc`, 'echo "Welcome to your board"\n[ -e /opt/board/garbage ] && cat /opt/board/garbage\n');
    mkdirSync(this.#path('opt'), { recursive: true });
    addArm64Programs(this.#path('opt'));
    makeKey(this.#path('etc/host_key'), '');
    makeKey(this.keyFile, '');
    makeKey(this.encryptedKeyFile, 'of the key');
    this.#write('etc/authorized_keys', read(`${this.keyFile}.pub`) + read(`${this.encryptedKeyFile}.pub`));
  }

  #sandbox(): string[] {
    const path = (name: string): string => this.#path(name);
    const home =
      this.#homeBytes === undefined
        ? ['--bind', path('home'), '/home']
        : ['--size', String(this.#homeBytes), '--tmpfs', '/home', '--dir', `/home/${boardUser}`];
    return [
      ['--ro-bind', '/usr', '/usr', '--ro-bind', path('bin'), '/usr/local/bin'],
      ...['lib', 'lib64', 'bin', 'sbin'].map((name) => ['--symlink', `usr/${name}`, `/${name}`]),
      ['--ro-bind', path('etc'), '/etc', '--ro-bind', path('opt'), '/opt/board', ...home],
      ['--dev', '/dev', '--proc', '/proc', '--ro-bind', path('sys'), '/sys'],
      ...['cpuinfo', 'meminfo'].map((name) => ['--ro-bind', path(`proc/${name}`), `/proc/${name}`]),
      ['--tmpfs', '/usr/src', '--ro-bind', path('tensorrt'), '/usr/src/tensorrt/bin'],
      ['--tmpfs', '/tmp', '--tmpfs', '/run', '--unshare-user', '--uid', '1000', '--gid', '1000'],
      ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--hostname', 'jetson', '--die-with-parent'],
      ['--clearenv', '--setenv', 'PATH', '/usr/bin:/bin:/usr/sbin', '--chdir', '/'],
      ['/usr/sbin/sshd', '-D', '-e', '-f', '/etc/sshd_config'],
    ].flat();
  }

  #path(name: string): string {
    return join(this.folder, name);
  }

  #write(name: string, content: string | Uint8Array, mode = 0o644): void {
    const file = this.#path(name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, mode);
  }
}

function sshdConfig(port: number, withPassword: boolean): string {
  return `Port ${port}
ListenAddress 127.0.0.1
HostKey /etc/host_key
PidFile none
AuthorizedKeysFile /etc/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication ${withPassword ? 'yes' : 'no'}
KbdInteractiveAuthentication no
MaxSessions 50
MaxStartups 100
Subsystem sftp /usr/lib/openssh/sftp-server
SetEnv LD_PRELOAD=/opt/board/arm64-programs.so QEMU_CPU=cortex-a76 QEMU_LD_PREFIX=/usr/aarch64-linux-gnu
`;
}

function makeKey(file: string, passphrase: string): void {
  run('ssh-keygen', '-q', '-t', 'ed25519', '-N', passphrase, '-f', file);
}

function run(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

function listens(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
    socket.once('connect', () => socket.destroy());
  });
}

function descendants(pid: number): readonly number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`)
      .split(' ')
      .filter((word) => word !== '')
      .map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** What is gone by now reads as nothing. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
