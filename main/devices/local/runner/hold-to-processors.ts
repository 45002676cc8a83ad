import { spawnSync } from 'node:child_process';
import { formatProcessorList, parseProcessorList } from '../../profile/processor-list.ts';
import type { SystemFiles } from '../system-files.ts';

/**
 * Holds this process with all its threads to `processors` (util-linux `taskset`; threads made later inherit it).
 * Returns what the kernel then says; empty where nothing was asked or it could not be done.
 */
export function holdToProcessors(processors: readonly number[], system: SystemFiles): readonly number[] {
  if (processors.length === 0 || process.platform !== 'linux') return [];
  const wanted = formatProcessorList([...processors].sort((a, b) => a - b));
  const done = spawnSync('taskset', ['-a', '-c', '-p', wanted, String(process.pid)], { stdio: 'ignore' });
  if (done.status !== 0) return [];
  const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(system.read('proc/self/status') ?? '');
  return parseProcessorList(allowed?.[1] ?? '');
}
