import { listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeElectronStandIn } from './electron-stand-in.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface PackedApp {
  /** Holds all that the test makes. */
  readonly folder: string;
  /** The package as it would be installed. */
  readonly packed: string;
  readonly archive: string;
  /** Files of the archive with those beside it, by their path in it. */
  readonly files: readonly string[];
  /** Whether such a file lies beside the archive. */
  isUnpacked(file: string): boolean;
  /** What packing printed. */
  readonly printed: string;
  remove(): void;
}

/** Packs the app around a made-up Electron. */
export async function packApp(target: 'linux-x64' | 'darwin-arm64'): Promise<PackedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-package-'));
  const [electron, output] = [join(folder, 'electron'), join(folder, 'dist')];
  await makeElectronStandIn(electron, target === 'linux-x64' ? 'linux' : 'darwin');
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const args = [join(root, 'build/package/run-package.ts'), '--dir', '--target', target, '--electron', electron, '--output', output];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  const packed = join(output, target === 'linux-x64' ? 'linux-unpacked' : 'mac-arm64/ProxyLab.app');
  const archive = join(packed, target === 'linux-x64' ? 'resources/app.asar' : 'Contents/Resources/app.asar');
  const files = listPackage(archive, { isPack: false })
    .map((path) => path.slice(1).replaceAll('\\', '/'))
    .filter((path) => !('files' in statFile(archive, path)));
  return {
    folder,
    packed,
    archive,
    files,
    isUnpacked(file) {
      const entry = statFile(archive, file);
      return 'unpacked' in entry && entry.unpacked;
    },
    printed: stdout,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Every fuse of the security checklist is set as it should be. */
export async function assertFuses(program: string): Promise<void> {
  const wire = await getCurrentFuseWire(program);
  const [on, off] = ['1', '0'].map((state) => state.charCodeAt(0));
  assert.equal(wire[FuseV1Options.RunAsNode], off);
  assert.equal(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable], off);
  assert.equal(wire[FuseV1Options.EnableNodeCliInspectArguments], off);
  assert.equal(wire[FuseV1Options.GrantFileProtocolExtraPrivileges], off);
  assert.equal(wire[FuseV1Options.EnableCookieEncryption], on);
  assert.equal(wire[FuseV1Options.OnlyLoadAppFromAsar], on);
  assert.equal(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation], on);
}
