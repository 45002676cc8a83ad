import type { CpuCluster } from '../device.ts';
import { clustersByDesign, parseClusters } from './cpu-clusters.ts';
import { parseCpuInfo } from './cpu-info.ts';
import { cpufreqPolicies, type KernelFiles } from './kernel-files.ts';
import { parseMemoryInfo } from './memory-info.ts';
import { parseOsRelease } from './os-release.ts';
import { parseProcessorList } from './processor-list.ts';

/** What a Linux kernel alone tells of a device. */
export interface KernelDescription {
  readonly processorModel: string | null;
  readonly clusters: readonly CpuCluster[];
  readonly memoryBytes: number | null;
  readonly operatingSystem: string | null;
  readonly abi: string | null;
  readonly maximumThreads: number;
}

export function describeKernelFiles(files: KernelFiles): KernelDescription {
  const info = parseCpuInfo(files.get('/proc/cpuinfo') ?? '');
  const listed = ['online', 'possible'].map((name) => parseProcessorList(files.get(`/sys/devices/system/cpu/${name}`) ?? ''));
  const processors = listed.find((list) => list.length > 0) ?? info.processors.map(({ processor }) => processor);
  const clusters = parseClusters(cpufreqPolicies(files));
  return {
    processorModel: info.model,
    clusters: clusters.length > 0 ? clusters : clustersByDesign(info, processors),
    memoryBytes: parseMemoryInfo(files.get('/proc/meminfo') ?? '').totalBytes,
    operatingSystem: parseOsRelease(files.get('/etc/os-release') ?? ''),
    abi: null,
    maximumThreads: Math.max(1, processors.length),
  };
}
