import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { LabError } from '../core/lab-error.ts';
import { shellWord } from './remote/shell-word.ts';
import { type BundleFileManifest, type BundleManifest, type BundleName, runnerManifest } from './runner-manifest.ts';

/** A file of a bundle, checked on this computer. */
export interface BundleFile {
  /** In the bundle's folder on the device. */
  readonly name: string;
  /** Absolute path on this computer. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly executable: boolean;
}

/** The runner with all that it needs on a device of one kind. */
export interface RunnerBundle {
  readonly name: BundleName;
  /** Of the content: another id is another runner. */
  readonly id: string;
  readonly bytes: number;
  readonly files: readonly BundleFile[];
  /** A command line for the device's `sh` that starts the runner of `folder`, to be followed by `--plan … --journal …`. */
  startCommand(folder: string): string;
}

/** What runs networks in every bundle, as the runner's `hello` names it. */
export const bundleRuntime = runnerManifest.runtime;

const resourcesFolder = fileURLToPath(new URL('../../resources/runner', import.meta.url));

/** The bundle of that name; throws `not-found` or `runner-failed` where a file on this computer is absent or another than the lab was built with. */
export async function loadRunnerBundle(name: BundleName, folder = resourcesFolder): Promise<RunnerBundle> {
  const bundle = manifestOf(name);
  const files = await Promise.all(bundle.files.map((file) => checkedFile(file, folder)));
  const content = JSON.stringify([bundle.start, bundle.files.map((file) => [file.name, file.sha256, file.executable])]);
  return {
    name,
    id: createHash('sha256').update(content).digest('hex').slice(0, 16),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    files,
    startCommand: (onDevice) => {
      const words = bundle.start.map((word) => shellWord(word.replace('{folder}', () => onDevice)));
      return ['LD_PRELOAD=', 'ORT_DISABLE_TELEMETRY=1', ...words].join(' ');
    },
  };
}

/** What decides which bundle a device gets. */
export interface BundlePlatform {
  readonly system: 'android' | 'linux';
  /** As `uname -m` or Android's ABI names it. */
  readonly machine: string;
  /** Version of the device's glibc such as `2.35`; null where it has none or it is not known. */
  readonly glibc: string | null;
}

/** Throws `abi-mismatch` where no bundle fits. */
export function bundleNameFor({ system, machine, glibc }: BundlePlatform): BundleName {
  const isArm64 = machine === 'aarch64' || machine === 'arm64' || machine === 'arm64-v8a';
  if (system === 'android' && isArm64) return 'android-arm64';
  const hasGlibcFor = (name: BundleName): boolean => isAtLeast(glibc, manifestOf(name).minimumGlibc);
  // The Android bundle brings its own C library, so it runs on boards with an old one as well.
  if (system === 'linux' && isArm64) return hasGlibcFor('linux-arm64') ? 'linux-arm64' : 'android-arm64';
  if (system === 'linux' && machine === 'x86_64' && hasGlibcFor('linux-x64')) return 'linux-x64';
  throw new LabError({
    code: 'abi-mismatch',
    message: `The lab has no benchmark runner for this device (${system}, ${machine}${glibc === null ? '' : `, glibc ${glibc}`}).`,
    remedy: 'Use a 64-bit ARM phone or board, or a 64-bit x86 Linux of 2022 or later.',
  });
}

function manifestOf(name: BundleName): BundleManifest {
  const bundle = runnerManifest.bundles.find((one) => one.name === name);
  if (bundle === undefined) throw new Error(`the runner's manifest has no bundle ${name}`);
  return bundle;
}

function isAtLeast(version: string | null, minimum: string | null): boolean {
  if (minimum === null) return true;
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = minimum.split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}

async function checkedFile({ name, source, path, bytes, sha256, executable }: BundleFileManifest, folder: string): Promise<BundleFile> {
  const file = join(source === 'resources' ? folder : onnxruntimeFolder(), path);
  if ((await sha256Of(file)) !== sha256) {
    throw new LabError({
      code: 'runner-failed',
      message: 'A file of the benchmark runner is another than this lab was built with.',
      remedy: 'Install the lab again.',
      details: file,
    });
  }
  return { name, file, bytes, sha256, executable };
}

function onnxruntimeFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
  } catch (error) {
    throw new LabError({
      code: 'not-found',
      message: 'A file of the benchmark runner is missing on this computer.',
      remedy: 'Install the lab again; x86 boards need a lab on x86 Linux, whose package alone has their runner.',
      details: file,
      cause: error,
    });
  }
  return hash.digest('hex');
}
