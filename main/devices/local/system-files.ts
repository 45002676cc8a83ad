import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CpufreqPolicy } from '../profile/cpu-clusters.ts';
import type { SensorText } from '../profile/temperatures.ts';

/** What the Linux kernel tells in files; everything is null or empty where a file is missing or denied, as on other systems. */
export class SystemFiles {
  readonly #root: string;

  /** `root` stands for `/`. */
  constructor(root = '/') {
    this.#root = root;
  }

  read(path: string): string | null {
    try {
      return readFileSync(join(this.#root, path), 'utf8');
    } catch {
      return null; // absent or denied: unknown
    }
  }

  cpufreqPolicies(): readonly CpufreqPolicy[] {
    return this.#folders('sys/devices/system/cpu/cpufreq', /^policy\d+$/).map((folder) => ({
      relatedCpus: this.read(join(folder, 'related_cpus')),
      governor: this.read(join(folder, 'scaling_governor')),
      minimumFreq: this.read(join(folder, 'cpuinfo_min_freq')),
      maximumFreq: this.read(join(folder, 'cpuinfo_max_freq')),
      currentFreq: this.read(join(folder, 'scaling_cur_freq')),
      limitFreq: this.read(join(folder, 'scaling_max_freq')),
    }));
  }

  /** Thermal zones, then hardware monitors (where AMD processors have theirs). */
  temperatureSensors(): readonly SensorText[] {
    const zones = this.#folders('sys/class/thermal', /^thermal_zone\d+$/).map((folder) => ({
      name: this.read(join(folder, 'type')),
      value: this.read(join(folder, 'temp')),
    }));
    const monitors = this.#folders('sys/class/hwmon', /^hwmon\d+$/).flatMap((folder) => {
      const monitor = this.read(join(folder, 'name'))?.trim() ?? '';
      return this.#folders(folder, /^temp\d+_input$/).map((input) => ({
        name: `${monitor} ${this.read(input.replace(/_input$/, '_label'))?.trim() ?? ''}`.trim(),
        value: this.read(input),
      }));
    });
    return [...zones, ...monitors];
  }

  #folders(path: string, name: RegExp): readonly string[] {
    try {
      const entries = readdirSync(join(this.#root, path)).filter((entry) => name.test(entry));
      return entries.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((entry) => join(path, entry));
    } catch {
      return [];
    }
  }
}
