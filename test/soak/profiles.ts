import fc from 'fast-check';
import { describeAndroid } from '../../main/devices/profile/android-description.ts';
import { parseAndroidProperties } from '../../main/devices/profile/android-properties.ts';
import { parseBattery } from '../../main/devices/profile/battery.ts';
import { parseClusters } from '../../main/devices/profile/cpu-clusters.ts';
import { parseCpuInfo } from '../../main/devices/profile/cpu-info.ts';
import { describeKernelFiles } from '../../main/devices/profile/kernel-description.ts';
import { parseKernelFiles, thermalZones } from '../../main/devices/profile/kernel-files.ts';
import { parseMemoryInfo } from '../../main/devices/profile/memory-info.ts';
import { parseOsRelease } from '../../main/devices/profile/os-release.ts';
import { parseProcessorList } from '../../main/devices/profile/processor-list.ts';
import { parseProcessorTimes } from '../../main/devices/profile/processor-times.ts';
import { parseTemperatures } from '../../main/devices/profile/temperatures.ts';
import { parseThermalService } from '../../main/devices/profile/thermal-service.ts';
import { damagedText } from './damaged.ts';
import { fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

const valid = [
  'processor\t: 0\nmodel name\t: AMD EPYC\ncpu MHz\t\t: 2445.428\nCPU implementer\t: 0x41\nCPU part\t: 0xd0d\n\nprocessor\t: 1\nHardware\t: x\n',
  'MemTotal:       16318480 kB\nMemAvailable:   12345678 kB\n',
  'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  '0-3,7 9-10\n',
  'cpu  10132153 290696 3084719 46828483 16683 0 25195 0 0 0\ncpu0 1 2 3\n',
  '45000\n',
  '[ro.product.model]: [Pixel 8]\n[ro.product.manufacturer]: [Google]\n[ro.build.version.sdk]: [34]\n',
  '  USB powered: true\n  level: 97\n  scale: 100\n  temperature: 309\n',
  'Thermal Status: 2\nCurrent temperatures from HAL:\n\tTemperature{mValue=57.9, mType=0, mName=CPU, mStatus=0}\nCurrent cooling devices:\n',
  '/sys/devices/system/cpu/cpufreq/policy4/related_cpus:4 5\n/proc/cpuinfo:processor\t: 0\n/sys/class/thermal/thermal_zone0/temp:45000\n',
];

const texts = fc.oneof(damagedText(valid), fc.string({ unit: 'binary' }));

/** Whatever a device's files hold: facts, or null where they are not known; never an error. */
export const profileProperties: readonly SoakProperty[] = [
  {
    name: 'device profiles',
    check: (numRuns) =>
      fc.assert(
        fc.property(texts, texts, (one, other) => inTime(() => parseAll(one, other))),
        fixedRuns(numRuns),
      ),
  },
];

function parseAll(one: string, other: string): void {
  parseCpuInfo(one);
  parseMemoryInfo(one);
  parseOsRelease(one);
  parseProcessorList(one);
  parseProcessorTimes(one);
  parseTemperatures([{ name: one, value: other }]);
  describeAndroid(parseAndroidProperties(one));
  parseBattery(one);
  parseThermalService(one);
  const files = parseKernelFiles(one);
  describeKernelFiles(files);
  parseTemperatures(thermalZones(files));
  parseClusters([{ relatedCpus: one, governor: other, minimumFreq: one, maximumFreq: other, currentFreq: null, limitFreq: null }]);
}
