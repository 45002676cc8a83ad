import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Arch, build, Platform } from 'electron-builder';
import { buildIfStale } from '../window-build.ts';
import { unusedPackages } from './installed-packages.ts';
import { noticesText } from './notices.ts';
import { packageConfig } from './package-config.ts';
import { describeSize, packageSize } from './package-size.ts';
import { isPackageTarget, packageTargets, type PackageTarget } from './package-target.ts';

/**
 * `npm run package [-- --electron FOLDER] [--target linux-x64] [--output dist] [--maintainer "Name <address>" --homepage URL]`: the installers
 * of this platform; `npm run package:dir` makes the folder that they would install. With a folder (or `PROXYLAB_ELECTRON_DIST`) that holds
 * Electron's program nothing is fetched for the folder; installers need electron-builder's own tools, fetched once.
 */
const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    electron: { type: 'string' },
    target: { type: 'string', default: `${process.platform}-${process.arch}` },
    output: { type: 'string', default: 'dist' },
    maintainer: { type: 'string' },
    homepage: { type: 'string' },
  },
});

const platforms = { linux: Platform.LINUX, darwin: Platform.MAC, win32: Platform.WINDOWS } as const;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function electronVersion(): string {
  const file = createRequire(import.meta.url).resolve('electron/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

async function makePackage(target: PackageTarget): Promise<void> {
  const output = resolve(values.output);
  const notices = join(output, 'NOTICES.txt');
  mkdirSync(output, { recursive: true });
  writeFileSync(notices, noticesText(root));
  const [platformName, archName] = target.split('-') as [keyof typeof platforms, 'x64' | 'arm64'];
  const platform = platforms[platformName];
  const electron = values.electron ?? process.env['PROXYLAB_ELECTRON_DIST'];
  const config = packageConfig({
    target,
    output,
    electronDist: electron === undefined ? undefined : resolve(electron),
    electronVersion: electronVersion(),
    notices,
    unusedPackages: unusedPackages(root),
    maintainer: values.maintainer,
    homepage: values.homepage,
  });
  const isForDevices = (file: string): boolean =>
    file.includes('/resources/runner/bundles/') || (target !== 'linux-arm64' && file.includes('/linux/arm64/'));
  const sizes: string[] = [];
  const artifacts = await build({
    projectDir: root,
    targets: platform.createTarget(values.dir ? 'dir' : null, Arch[archName]),
    config: {
      ...config,
      afterPack: ({ appOutDir }) => void sizes.push(`${appOutDir}: ${describeSize(packageSize(appOutDir, isForDevices))}`),
    },
  });
  for (const line of [...sizes, ...artifacts]) say(line);
  if (platformName === 'linux' && !values.dir && (values.maintainer === undefined || values.homepage === undefined))
    say('No Debian package: it names who answers for it; give --maintainer and --homepage.');
}

async function run(): Promise<number> {
  if (!isPackageTarget(values.target)) {
    process.stderr.write(`There is no package for ${values.target}, only for: ${packageTargets.join(', ')}.\n`);
    return 2;
  }
  const failure = buildIfStale(root);
  if (failure !== null) {
    process.stderr.write(`The window could not be built.\n${failure}`);
    return 1;
  }
  await makePackage(values.target);
  return 0;
}

process.exitCode = await run();
