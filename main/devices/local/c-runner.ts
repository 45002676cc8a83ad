import { spawnSync } from 'node:child_process';
import { isLabError } from '../../core/lab-error.ts';
import { bundleNameFor, bundleRuntime, loadRunnerBundle } from '../runner-bundle.ts';

/** The C runner of phones and boards, on this computer. */
export interface CRunner {
  /** As its `hello` names it. */
  readonly runtime: string;
  /** What starts it, its own arguments to follow; throws `not-found` or `runner-failed` where its files are not what they were. */
  words(): Promise<readonly string[]>;
}

/** null where the lab has none for this computer: it is kept for x86-64 Linux. */
export function findCRunner(): CRunner | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  try {
    const name = bundleNameFor({ system: 'linux', machine: 'x86_64', glibc: glibcVersion() });
    return { runtime: bundleRuntime, words: async () => wordsOf(await loadRunnerBundle(name)) };
  } catch (error) {
    if (isLabError(error, 'abi-mismatch')) return null;
    throw error;
  }
}

function wordsOf({ files }: Awaited<ReturnType<typeof loadRunnerBundle>>): readonly string[] {
  const fileOf = (name: string): string => {
    const found = files.find((file) => file.name === name);
    if (found === undefined) throw new Error(`the runner's bundle has no ${name}`);
    return found.file.replace(/\bapp\.asar(?=\/)/, 'app.asar.unpacked'); // only Electron sees files in the packaged app's archive
  };
  return [fileOf('bench'), '--library', fileOf('libonnxruntime.so.1')];
}

/** null with another C library, such as musl. */
function glibcVersion(): string | null {
  const { status, stdout } = spawnSync('getconf', ['GNU_LIBC_VERSION'], { encoding: 'utf8' });
  return status === 0 ? (/^glibc (\d+\.\d+)/.exec(stdout)?.[1] ?? null) : null;
}
