import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import onnxruntimePackage from 'onnxruntime-node/package.json' with { type: 'json' };
import type { CpuCluster } from '../device.ts';
import { clustersByDesign, parseClusters } from '../profile/cpu-clusters.ts';
import { parseCpuInfo } from '../profile/cpu-info.ts';
import { parseMemoryInfo } from '../profile/memory-info.ts';
import { parseOsRelease } from '../profile/os-release.ts';
import { parseProcessorList } from '../profile/processor-list.ts';
import type { SystemFiles } from './system-files.ts';

/** What runs networks on this computer, as measurements name it. */
export const localRuntime = `onnxruntime-node ${onnxruntimePackage.version}`;

/** What this computer is, from the kernel's files and, where there are none (macOS, Windows), from Node.js. */
export interface LocalDescription {
  readonly processorModel: string | null;
  readonly clusters: readonly CpuCluster[];
  readonly memoryBytes: number | null;
  readonly operatingSystem: string;
  readonly abi: string;
  readonly maximumThreads: number;
}

export function describeComputer(system: SystemFiles): LocalDescription {
  const processors = cpus();
  const info = parseCpuInfo(system.read('proc/cpuinfo') ?? '');
  const clusters = parseClusters(system.cpufreqPolicies());
  const online = parseProcessorList(system.read('sys/devices/system/cpu/online') ?? '');
  return {
    processorModel: info.model ?? (processors[0]?.model.trim() || null),
    clusters: clusters.length > 0 ? clusters : clustersByDesign(info, online.length > 0 ? online : [...processors.keys()]),
    memoryBytes: parseMemoryInfo(system.read('proc/meminfo') ?? '').totalBytes ?? totalmem(),
    operatingSystem: parseOsRelease(system.read('etc/os-release') ?? '') ?? `${type()} ${release()}`,
    abi: `${process.platform}-${arch()}`,
    maximumThreads: availableParallelism(),
  };
}
