import type { CpuCluster } from '../device.ts';
import type { CpuInfo } from './cpu-info.ts';
import { formatProcessorList, parseProcessorList } from './processor-list.ts';

/** Texts of one folder /sys/devices/system/cpu/cpufreq/policy*, null where a file is missing or denied. Clocks are in kHz. */
export interface CpufreqPolicy {
  readonly relatedCpus: string | null;
  readonly governor: string | null;
  readonly minimumFreq: string | null;
  readonly maximumFreq: string | null;
  readonly currentFreq: string | null;
  /** The highest clock that is allowed at present. */
  readonly limitFreq: string | null;
}

/**
 * Clusters by falling maximum clock. Policies of a single processor (usual on x86) are joined where clocks and governor agree,
 * so that a hybrid laptop shows its performance and efficiency cores.
 */
export function parseClusters(policies: readonly CpufreqPolicy[]): readonly CpuCluster[] {
  const joined = new Map<string, CpuCluster>();
  for (const [index, policy] of policies.entries()) {
    const processors = parseProcessorList(policy.relatedCpus ?? '');
    if (processors.length === 0) continue;
    const cluster = {
      processors,
      minimumClockKhz: parseClockKhz(policy.minimumFreq),
      maximumClockKhz: parseClockKhz(policy.maximumFreq),
      governor: policy.governor?.trim() || null,
    };
    const key = processors.length > 1 ? `policy ${index}` : `${cluster.minimumClockKhz} ${cluster.maximumClockKhz} ${cluster.governor}`;
    const all = [...(joined.get(key)?.processors ?? []), ...processors].sort((a, b) => a - b);
    joined.set(key, { ...cluster, processors: all, name: clusterName(all) });
  }
  return [...joined.values()].sort((a, b) => (b.maximumClockKhz ?? 0) - (a.maximumClockKhz ?? 0));
}

/** Without clock policies (virtual machines, other systems): one cluster a core design, clocks unknown. */
export function clustersByDesign(info: CpuInfo, processors: readonly number[]): readonly CpuCluster[] {
  const groups = new Map<string | null, number[]>();
  for (const processor of processors) {
    const design = info.processors.find((entry) => entry.processor === processor)?.design ?? null;
    const group = groups.get(design);
    if (group) group.push(processor);
    else groups.set(design, [processor]);
  }
  return [...groups].map(([design, members]) => ({
    name: design === null ? clusterName(members) : `${clusterName(members)} ${design}`,
    processors: members,
    minimumClockKhz: null,
    maximumClockKhz: null,
    governor: null,
  }));
}

interface ProcessorClock {
  readonly processor: number;
  readonly clockKhz: number;
}

/** Present clock of every processor whose policy tells it. */
export function parseClocks(policies: readonly CpufreqPolicy[]): readonly ProcessorClock[] {
  return clocksOf(policies, ({ currentFreq }) => currentFreq);
}

/** The highest clock allowed at present, of every processor whose policy tells it. */
export function parseClockLimits(policies: readonly CpufreqPolicy[]): readonly ProcessorClock[] {
  return clocksOf(policies, ({ limitFreq }) => limitFreq);
}

function clocksOf(policies: readonly CpufreqPolicy[], textOf: (policy: CpufreqPolicy) => string | null): readonly ProcessorClock[] {
  return policies.flatMap((policy) => {
    const clockKhz = parseClockKhz(textOf(policy));
    return clockKhz === null ? [] : parseProcessorList(policy.relatedCpus ?? '').map((processor) => ({ processor, clockKhz }));
  });
}

/** `CPU 0-3`. */
export function clusterName(processors: readonly number[]): string {
  return `CPU ${formatProcessorList(processors)}`;
}

function parseClockKhz(text: string | null): number | null {
  const clockKhz = Number(text?.trim() || Number.NaN);
  return Number.isFinite(clockKhz) && clockKhz > 0 ? clockKhz : null;
}
