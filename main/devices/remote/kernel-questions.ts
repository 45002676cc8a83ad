import { powerSourceFiles } from '../profile/power-source.ts';

/**
 * Commands that print what the kernel tells in files, each line as `path:line`, read by `parseKernelFiles`. One process reads them all:
 * a phone's shell takes milliseconds to start one. Files that are absent or denied are left out.
 */
const cpufreq = '/sys/devices/system/cpu/cpufreq/policy*';

export const describeKernel = printFiles([
  '/proc/cpuinfo',
  '/proc/meminfo',
  '/etc/os-release',
  '/sys/devices/system/cpu/online',
  '/sys/devices/system/cpu/possible',
  ...['related_cpus', 'scaling_governor', 'cpuinfo_min_freq', 'cpuinfo_max_freq', 'scaling_max_freq'].map((name) => `${cpufreq}/${name}`),
]);

/** What changes from moment to moment. */
export const readKernel = printFiles([
  '/proc/stat',
  '/proc/meminfo',
  ...['related_cpus', 'scaling_cur_freq', 'scaling_max_freq'].map((name) => `${cpufreq}/${name}`),
  ...['type', 'temp'].map((name) => `/sys/class/thermal/thermal_zone*/${name}`),
]);

/** What could measure the power, read by `findPowerSource`. */
export const askPowerSource = printFiles(powerSourceFiles);

/** Patterns of paths; nothing of them comes from outside. */
function printFiles(patterns: readonly string[]): string {
  return `grep -sH '' ${patterns.join(' ')} /dev/null`;
}
