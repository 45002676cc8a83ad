import { LabError } from '../../core/lab-error.ts';
import type { BundleFile, RunnerBundle } from '../runner-bundle.ts';
import { commandFailure } from './command-failure.ts';
import type { DeviceLink } from './device-link.ts';
import { shellWord } from './shell-word.ts';

export interface BundlePush {
  readonly signal?: AbortSignal | undefined;
  progress?(done: { readonly bytes: number; readonly totalBytes: number }): void;
}

/** Where a bundle lies under the lab's folder on a device. */
export function bundleFolder(deviceFolder: string, bundle: RunnerBundle): string {
  return `${deviceFolder}/runner/${bundle.id}`;
}

const hashPatienceMs = 120_000;

/**
 * Puts a bundle on a device and returns its folder there. Only what is absent or differs is sent; a file bears its name once its content has
 * been checked on the device. Throws what the link throws, `permission-denied` and `disk-full`.
 */
export async function pushBundle(link: DeviceLink, bundle: RunnerBundle, deviceFolder: string, push: BundlePush = {}): Promise<string> {
  const folder = bundleFolder(deviceFolder, bundle);
  const { signal } = push;
  await run(link, `mkdir -p ${shellWord(folder)}`, signal);
  const there = await contentOf(
    link,
    folder,
    bundle.files.map(({ name }) => name),
    signal,
  );
  const wanted = bundle.files.filter((file) => !isSame(there.get(file.name), file));
  if (wanted.length === 0) return folder;

  const totalBytes = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  let sentBytes = 0;
  for (const { name, file, bytes, executable } of wanted) {
    await link.push({ file }, `${folder}/${partOf(name)}`, {
      signal,
      executable,
      progress: (done) => push.progress?.({ bytes: sentBytes + Math.min(done, bytes), totalBytes }),
    });
    sentBytes += bytes;
  }
  push.progress?.({ bytes: totalBytes, totalBytes });

  const sent = await contentOf(
    link,
    folder,
    wanted.map(({ name }) => partOf(name)),
    signal,
  );
  const damaged = wanted.find((file) => !isSame(sent.get(partOf(file.name)), { ...file, executable: false }));
  if (damaged !== undefined) {
    throw new LabError({
      code: 'link-failed',
      message: 'The benchmark runner arrived damaged on the device.',
      remedy: 'Check the cable and the device’s storage, then try again.',
      details: `${folder}/${damaged.name}`,
    });
  }
  const moves = wanted.map(({ name, executable }) => {
    const part = shellWord(partOf(name));
    return `chmod ${executable ? 755 : 644} ${part} && mv -f ${part} ${shellWord(name)}`;
  });
  await run(link, [`cd ${shellWord(folder)}`, ...moves].join(' && '), signal);
  return folder;
}

function partOf(name: string): string {
  return `${name}.part`;
}

/** What a file on the device is; `sha256` is null where the device has no program for it. */
interface Content {
  readonly sha256: string | null;
  readonly bytes: number;
  readonly executable: boolean;
}

function isSame(there: Content | undefined, file: BundleFile): boolean {
  return (
    there !== undefined &&
    there.bytes === file.bytes &&
    (there.sha256 === null || there.sha256 === file.sha256) &&
    (there.executable || !file.executable)
  );
}

/** By name; what is absent is left out. */
async function contentOf(
  link: DeviceLink,
  folder: string,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Content>> {
  const each = [
    '[ -f "$f" ] || continue',
    'x=-; [ -x "$f" ] && x=x',
    'h=$(sha256sum "$f" 2>/dev/null) || h=-',
    'echo "$x" $(wc -c <"$f") "${h%% *}" "$f"',
  ];
  const command = `cd ${shellWord(folder)} && for f in ${names.map(shellWord).join(' ')}; do ${each.join('; ')}; done`;
  const content = new Map<string, Content>();
  for (const line of (await run(link, command, signal)).split('\n')) {
    const [, executable, bytes, sha256, name] = /^([x-]) (\d+) ([0-9a-f]{64}|-) (\S+)$/.exec(line.trim()) ?? [];
    if (name === undefined) continue;
    content.set(name, { executable: executable === 'x', bytes: Number(bytes), sha256: sha256 === '-' ? null : sha256! });
  }
  return content;
}

async function run(link: DeviceLink, command: string, signal: AbortSignal | undefined): Promise<string> {
  const result = await link.run(command, { signal, timeoutMs: hashPatienceMs });
  if (result.exitCode !== 0) throw commandFailure('The benchmark runner cannot be put on the device', result);
  return Buffer.from(result.stdout).toString('utf8');
}
