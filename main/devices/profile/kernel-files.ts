import type { CpufreqPolicy } from './cpu-clusters.ts';
import type { SensorText } from './temperatures.ts';

/** Texts of the kernel's files by path, with a leading slash; what is not in it is absent or denied. */
export type KernelFiles = ReadonlyMap<string, string>;

/** Reads `path:line` lines as grep prints them; other lines are passed over. */
export function parseKernelFiles(printed: string): KernelFiles {
  const files = new Map<string, string>();
  for (const line of printed.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 1 || !line.startsWith('/')) continue;
    const path = line.slice(0, colon);
    files.set(path, `${files.get(path) ?? ''}${line.slice(colon + 1)}\n`);
  }
  return files;
}

export function cpufreqPolicies(files: KernelFiles): readonly CpufreqPolicy[] {
  return foldersOf(files, /^\/sys\/devices\/system\/cpu\/cpufreq\/policy\d+(?=\/)/).map((folder) => ({
    relatedCpus: files.get(`${folder}/related_cpus`) ?? null,
    governor: files.get(`${folder}/scaling_governor`) ?? null,
    minimumFreq: files.get(`${folder}/cpuinfo_min_freq`) ?? null,
    maximumFreq: files.get(`${folder}/cpuinfo_max_freq`) ?? null,
    currentFreq: files.get(`${folder}/scaling_cur_freq`) ?? null,
    limitFreq: files.get(`${folder}/scaling_max_freq`) ?? null,
  }));
}

export function thermalZones(files: KernelFiles): readonly SensorText[] {
  return foldersOf(files, /^\/sys\/class\/thermal\/thermal_zone\d+(?=\/)/).map((folder) => ({
    name: files.get(`${folder}/type`) ?? null,
    value: files.get(`${folder}/temp`) ?? null,
  }));
}

/** The folders below which there are files, in the order of their numbers. */
export function foldersOf(files: KernelFiles, folder: RegExp): readonly string[] {
  const folders = new Set([...files.keys()].flatMap((path) => folder.exec(path)?.[0] ?? []));
  return [...folders].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
