import { describeAndroid } from '../profile/android-description.ts';
import { parseAndroidProperties } from '../profile/android-properties.ts';
import { parseBattery } from '../profile/battery.ts';
import { parseKernelFiles } from '../profile/kernel-files.ts';
import { findPowerSource } from '../profile/power-source.ts';
import { parseThermalService } from '../profile/thermal-service.ts';
import { askPowerSource } from '../remote/kernel-questions.ts';
import type { RemotePlatform } from '../remote/remote-platform.ts';
import { androidFolder } from './android-folder.ts';
import { androidRunner } from './android-runner.ts';

/** A phone's processor idles at 30 to 45 °C and is slowed down, for the sake of the hand that holds it, from 70 to 90 °C. */
const thermalLimits = { limitC: 50, hotC: 80 };

/** An Android phone. */
export function androidPlatform(prepare: NonNullable<RemotePlatform['prepare']>): RemotePlatform {
  return {
    kind: 'adb',
    folder: androidFolder,
    thermalLimits,
    runner: androidRunner,
    questions: { properties: 'getprop', power: askPowerSource },
    describe({ properties, power }) {
      const { chip, operatingSystem, abi } = describeAndroid(parseAndroidProperties(properties ?? ''));
      const source = findPowerSource(parseKernelFiles(power ?? ''));
      return {
        ...(chip === null ? {} : { processorModel: chip }),
        operatingSystem,
        abi,
        ...(source === null ? {} : { powerSensor: source.name }),
      };
    },
    readingQuestions: { battery: 'dumpsys battery', thermal: 'dumpsys thermalservice' },
    temperatures({ battery, thermal }) {
      const { temperatures } = parseThermalService(thermal ?? '');
      const { tempC } = parseBattery(battery ?? '');
      const isKnown = tempC === null || temperatures.some(({ name }) => /battery/i.test(name));
      return isKnown ? temperatures : [...temperatures, { name: 'battery', tempC }];
    },
    throttling({ thermal }) {
      const { status } = parseThermalService(thermal ?? '');
      return status === 'none' ? null : status;
    },
    prepare,
  };
}
