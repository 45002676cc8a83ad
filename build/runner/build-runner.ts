import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { BundleFileManifest, BundleManifest, RunnerManifest } from '../../main/devices/runner-manifest.ts';
import { compileRunner, compilerVersion } from './compile-runner.ts';
import { arm64Target, cLibraryFiles, cLibraryFolder, type RunnerTarget, x64Target } from './targets.ts';

/**
 * `npm run build:runner`: compiles the runner for x86-64 and AArch64, takes the Android bundle's C library from Debian's cross packages, and
 * writes resources/runner/manifest.json. Needs Debian 12 with gcc, gcc-aarch64-linux-gnu and libc6-dev-arm64-cross.
 */
const folder = resolve(import.meta.dirname, '../../resources/runner');
const onnxruntimePackage = createRequire(import.meta.url).resolve('onnxruntime-node/package.json');
const { version } = JSON.parse(readFileSync(onnxruntimePackage, 'utf8')) as { version: string };
/** Since when glibc has all of libdl and libpthread in one library, as the compiler here takes for granted. */
const minimumGlibc = '2.34';

type Checksum = Pick<BundleFileManifest, 'bytes' | 'sha256'>;

function checksum(file: string): Checksum {
  const bytes = readFileSync(file);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function programOf(target: RunnerTarget): BundleFileManifest {
  const path = `bundles/${target.name}/bench`;
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  compileRunner(target, join(folder, `${path}.new`));
  renameSync(join(folder, `${path}.new`), join(folder, path)); // the present one may be at work
  return { name: 'bench', source: 'resources', path, ...checksum(join(folder, path)), executable: true };
}

function libraryOf({ library }: RunnerTarget): BundleFileManifest {
  const file = join(dirname(onnxruntimePackage), library);
  return { name: 'libonnxruntime.so.1', source: 'onnxruntime-node', path: library, ...checksum(file), executable: false };
}

function cLibrary(): readonly BundleFileManifest[] {
  return cLibraryFiles.map(({ name, debianPackage }) => {
    const path = `bundles/android-arm64/${name}`;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    copyFileSync(join(cLibraryFolder, name), join(folder, path));
    const packageVersion = execFileSync('dpkg-query', ['-W', '-f=${Version}', debianPackage], { encoding: 'utf8' });
    return {
      name,
      source: 'resources',
      path,
      ...checksum(join(folder, path)),
      executable: name.startsWith('ld-'),
      debianPackage: { name: debianPackage, version: packageVersion },
    };
  });
}

const runner = ['{folder}/bench', '--library', '{folder}/libonnxruntime.so.1'];
const x64: BundleManifest = { name: 'linux-x64', minimumGlibc, start: runner, files: [programOf(x64Target), libraryOf(x64Target)] };
const arm64: BundleManifest = { name: 'linux-arm64', minimumGlibc, start: runner, files: [programOf(arm64Target), libraryOf(arm64Target)] };
const android: BundleManifest = {
  name: 'android-arm64',
  minimumGlibc: null,
  start: ['{folder}/ld-linux-aarch64.so.1', '--library-path', '{folder}', ...runner],
  files: [...arm64.files, ...cLibrary()],
};
const manifest: RunnerManifest = {
  runtime: `onnxruntime ${version}`,
  compiler: compilerVersion(x64Target),
  bundles: [x64, arm64, android],
};
const target = join(folder, 'manifest.json');
writeFileSync(target, await format(JSON.stringify(manifest), { ...(await resolveConfig(target)), filepath: target }));
for (const { name, files } of manifest.bundles) {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const kept = files.reduce((sum, file) => sum + (file.source === 'resources' ? file.bytes : 0), 0);
  process.stdout.write(`${name}: ${(bytes / 1e6).toFixed(1)} MB, ${(kept / 1e6).toFixed(2)} MB of it kept in resources/runner\n`);
}
