import type { PowerLogCommand } from '../device.ts';
import { parseKernelFiles } from '../profile/kernel-files.ts';
import { findPowerSource } from '../profile/power-source.ts';
import { commandFailure } from './command-failure.ts';
import type { DeviceLink } from './device-link.ts';
import { devicePath } from './device-path.ts';
import { askPowerSource } from './kernel-questions.ts';
import { shellWord } from './shell-word.ts';

/** As often as a sensor's own averaging makes sense of; a shell that reads some files is no load beside a network. */
const intervalSeconds = '0.1';
const maximumSamples = 6 * 3600 * 10;

/**
 * Starts a shell on the device that writes its power to a file ten times a second, in a session of its own, until the runner's end or the stop
 * file. False where nothing measures the power. The file's form is read by bench/power-log.ts.
 */
export async function startRemotePowerLog(
  link: DeviceLink,
  folder: string,
  { journalPath, powerPath, powerStopPath }: PowerLogCommand,
  signal?: AbortSignal,
): Promise<boolean> {
  const { stdout } = await link.run(askPowerSource, { signal });
  const source = findPowerSource(parseKernelFiles(Buffer.from(stdout).toString()));
  if (source === null) return false;
  for (const path of [journalPath, powerPath, powerStopPath]) devicePath(folder, path);
  const [log, stop, exit] = [powerPath, powerStopPath, `${journalPath}.exit`].map(shellWord);
  const files = source.pairs.flat();
  const read = files.map((file, index) => `v${index}=-; read -r v${index} <${shellWord(file)}`).join('; ');
  const values = files.map((_, index) => `$v${index}`).join(' ');
  // Uptime is read by the shell itself, where the date would be a process for each sample.
  const sample = `read -r t _ </proc/uptime; ${read}; echo "$t ${values}"`;
  const loop = `n=0; while [ ! -e ${stop} ] && [ ! -e ${exit} ] && [ $n -lt ${maximumSamples} ]; do n=$((n+1)); ${sample}; sleep ${intervalSeconds}; done`;
  // One sample more at the end: the last runs are over by then.
  const session = `read -r t _ </proc/uptime; { echo "power 1 $(date +%s%N) $t ${source.divisor}"; ${loop}; ${sample}; } >${log}`;
  const start = `cd ${shellWord(folder)} && rm -f ${stop} ${exit} && { setsid sh -c ${shellWord(session)} </dev/null >/dev/null 2>&1 & }`;
  const result = await link.run(start, { signal });
  if (result.exitCode !== 0) throw commandFailure('The power log cannot be started', result);
  return true;
}
