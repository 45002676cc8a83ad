import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface Prerequisite {
  readonly name: string;
  readonly debianPackage: string;
  readonly purpose: string;
  readonly isPresent: () => boolean;
}

/** What tests need of the system beside Node.js. */
const prerequisites: readonly Prerequisite[] = [
  { name: 'chromium', debianPackage: 'chromium', purpose: 'tests of the window', isPresent: () => runs('chromium', '--version') },
  {
    name: 'python3-onnx',
    debianPackage: 'python3-onnx',
    purpose: 'checks of the ONNX files',
    isPresent: () => runs('/usr/bin/python3', '-c', 'import onnx'),
  },
  {
    name: 'util-linux',
    debianPackage: 'util-linux',
    purpose: 'tests of full disks and processor affinity',
    isPresent: () => runs('taskset', '--version'),
  },
  { name: 'bubblewrap', debianPackage: 'bubblewrap', purpose: 'the sandbox of fake devices', isPresent: () => runs('bwrap', '--version') },
  {
    name: 'qemu-aarch64-static',
    debianPackage: 'qemu-user-static',
    purpose: 'AArch64 programs on fake devices',
    isPresent: () => runs('qemu-aarch64-static', '--version'),
  },
  { name: 'sshd', debianPackage: 'openssh-server', purpose: 'the fake board', isPresent: () => existsSync('/usr/sbin/sshd') },
  { name: 'ssh-keygen', debianPackage: 'openssh-client', purpose: 'the fake board', isPresent: () => existsSync('/usr/bin/ssh-keygen') },
  ...['gcc', 'libc6-dev', 'gcc-aarch64-linux-gnu', 'libc6-dev-arm64-cross', 'libstdc++6-arm64-cross'].map((name) => ({
    name,
    debianPackage: name,
    purpose: 'tests of the benchmark runner and fake devices',
    isPresent: () => runs('dpkg-query', '-W', name),
  })),
  { name: 'adb', debianPackage: 'adb', purpose: 'the fake phone', isPresent: () => runs('adb', 'version') },
  { name: 'mksh', debianPackage: 'mksh', purpose: 'the fake phone', isPresent: () => runs('mksh', '-c', 'true') },
  { name: 'toybox', debianPackage: 'toybox', purpose: 'the fake phone', isPresent: () => runs('toybox', 'true') },
];

/** Installs what is missing where this is Debian and the user is root. Returns a line for each that is still missing. */
export function installTestPrerequisites(): string[] {
  const missing = prerequisites.filter((one) => !one.isPresent());
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const options = ['-qq', '-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=30'];
    apt('update', ...options);
    apt('install', ...options, '-y', '--no-install-recommends', ...missing.map((one) => one.debianPackage));
  }
  return missing
    .filter((one) => !one.isPresent())
    .map((one) => `missing: ${one.name} (Debian: apt-get install ${one.debianPackage}), needed for ${one.purpose}`);
}

/** Quiet, and without consequence where it fails: what is still missing is said afterwards. */
function apt(...args: readonly string[]): void {
  spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

function runs(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}
