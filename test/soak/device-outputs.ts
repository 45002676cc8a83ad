import fc from 'fast-check';
import assert from 'node:assert/strict';
import { parsePowerLog } from '../../main/bench/power-log.ts';
import { describeAndroid } from '../../main/devices/profile/android-description.ts';
import { parseAndroidProperties } from '../../main/devices/profile/android-properties.ts';
import { parseBattery } from '../../main/devices/profile/battery.ts';
import { parseClocks } from '../../main/devices/profile/cpu-clusters.ts';
import { parseDeviceTreeModel } from '../../main/devices/profile/device-tree-model.ts';
import { parseJetsonClocks } from '../../main/devices/profile/jetson-clocks.ts';
import { describeKernelFiles } from '../../main/devices/profile/kernel-description.ts';
import { cpufreqPolicies, parseKernelFiles, thermalZones } from '../../main/devices/profile/kernel-files.ts';
import { parseL4tRelease } from '../../main/devices/profile/l4t-release.ts';
import { parseLinuxBasics } from '../../main/devices/profile/linux-basics.ts';
import { parsePowerMode } from '../../main/devices/profile/power-mode.ts';
import { railPowers } from '../../main/devices/profile/power-rails.ts';
import { findPowerSource } from '../../main/devices/profile/power-source.ts';
import { loadBetween, parseProcessorTimes } from '../../main/devices/profile/processor-times.ts';
import { parseTegrastats } from '../../main/devices/profile/tegrastats.ts';
import { parseTemperatures } from '../../main/devices/profile/temperatures.ts';
import { parseThermalService } from '../../main/devices/profile/thermal-service.ts';
import { cpuInfo, etcFiles, sysFiles } from '../fakes/board/board-files.ts';
import { damagedText } from './damaged.ts';
import { fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

const printed = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .flatMap(([path, text]) => text.split('\n').map((line) => `/${path}:${line}\n`))
    .join('');
const kernel = printed({
  'proc/cpuinfo': cpuInfo,
  'proc/meminfo': 'MemTotal: 7665532 kB\nMemFree: 3123456 kB\nMemAvailable: 4123456 kB',
  'proc/stat': 'cpu  10 2 30 400 5 6 7 0 0 0',
  'etc/os-release': etcFiles['os-release'] ?? '',
  ...Object.fromEntries(Object.entries(sysFiles).map(([path, text]) => [`sys/${path}`, text])),
});
const battery = printed({
  'sys/class/power_supply/battery/status': 'Discharging',
  'sys/class/power_supply/battery/voltage_now': '3900000',
  'sys/class/power_supply/battery/current_now': '-412000',
});
const properties =
  '[ro.product.manufacturer]: [Google]\n[ro.product.model]: [Pixel 8]\n[ro.build.version.sdk]: [34]\n[ro.soc.model]: [G3]\n';
const thermal =
  'Thermal Status: 2\nCached temperatures:\nCurrent temperatures from HAL:\n\tTemperature{mValue=41.5, mType=0, mName=BIG, mStatus=0}\n';
const valid = [
  kernel,
  battery,
  properties,
  thermal,
  'AC powered: false\n  USB powered: true\n  level: 97\n  scale: 100\n  temperature: 309\n',
  'RAM 2850/7486MB (lfb 33x4MB) CPU [2%@729,off] GR3D_FREQ 0%@[305] cpu@45.812C gpu@-256C VDD_IN 3582mW/3582mW\n',
  'Machine:Orin\ncpu0:  Online=1 Governor=schedutil MinFreq=729600 MaxFreq=1344000 CurrentFreq=960000\nGPU MinFreq=306000000 MaxFreq=1\n',
  'NV Power Mode: 25W\n1\n# R36 (release), REVISION: 4.4, GCID: 4\nhome=/home/nvidia\nmachine=aarch64\nglibc 2.35\n',
  'power 1 1700000000000000000 100.50 1000\n100.50 5000 700\n100.60 5000 -1700\n',
];
const outputs = fc.oneof({ weight: 3, arbitrary: damagedText(valid) }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) });

/** Whatever a device's commands print: what is known of it, and null for the rest; never a number that is none. */
export const deviceOutputProperties: readonly SoakProperty[] = [
  {
    name: 'outputs of a device’s commands',
    check: (numRuns) =>
      fc.assert(
        fc.property(outputs, (text) => inTime(() => assertPlain(readAll(text)))),
        fixedRuns(numRuns),
      ),
  },
];

function readAll(text: string): readonly unknown[] {
  const files = parseKernelFiles(text);
  const policies = cpufreqPolicies(files);
  const times = parseProcessorTimes(files.get('/proc/stat') ?? text);
  return [
    describeKernelFiles(files),
    parseClocks(policies),
    parseTemperatures(thermalZones(files)),
    railPowers(files),
    findPowerSource(files),
    loadBetween({ busy: 1, total: 2 }, times),
    describeAndroid(parseAndroidProperties(text)),
    parseBattery(text),
    parseThermalService(text),
    parseTegrastats(text),
    parseJetsonClocks(text),
    parsePowerMode(text),
    parseDeviceTreeModel(text),
    parseL4tRelease(text),
    parseLinuxBasics(text),
    parsePowerLog(text),
  ];
}

/** What is unknown is null: no NaN, no infinity, nothing undefined. */
function assertPlain(value: unknown): void {
  if (typeof value === 'object' && value !== null) return Object.values(value).forEach(assertPlain);
  assert.ok(value !== undefined && (typeof value !== 'number' || Number.isFinite(value)), String(value));
}
