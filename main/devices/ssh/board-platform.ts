import { parseDeviceTreeModel } from '../profile/device-tree-model.ts';
import { parseKernelFiles } from '../profile/kernel-files.ts';
import { parseL4tRelease } from '../profile/l4t-release.ts';
import type { LinuxBasics } from '../profile/linux-basics.ts';
import { parseOsRelease } from '../profile/os-release.ts';
import { parsePowerMode } from '../profile/power-mode.ts';
import { findPowerSource } from '../profile/power-source.ts';
import { askTrtexec, parseTrtexecVersion } from '../runtimes/trtexec-version.ts';
import { bundleRunner } from '../remote/bundle-runner.ts';
import { askPowerSource } from '../remote/kernel-questions.ts';
import type { RemotePlatform } from '../remote/remote-platform.ts';
import type { RunnerBundle } from '../runner-bundle.ts';

/** Where NVIDIA's tools lie; a shell that is no login shell may not look there. */
const withTools = 'PATH=$PATH:/usr/local/bin:/usr/sbin:/usr/bin timeout 5';

/** What a board says beside its kernel's files. All of it is absent on boards that are no Jetson, but for the model. */
export const boardQuestions = {
  model: "tr -d '\\0' </proc/device-tree/model || tr -d '\\0' </sys/firmware/devicetree/base/model",
  release: 'cat /etc/os-release',
  jetsonRelease: 'cat /etc/nv_tegra_release',
  powerMode: `${withTools} nvpmodel -q`,
  trtexec: askTrtexec,
  power: askPowerSource,
};

/** A Jetson, a Raspberry Pi or any other Linux computer behind SSH. */
export function boardPlatform({ home, machine }: LinuxBasics, bundle: RunnerBundle): RemotePlatform {
  const folder = `${home ?? '/var/tmp'}/.proxylab`;
  return {
    kind: 'ssh',
    folder,
    runner: bundleRunner(bundle, folder),
    questions: boardQuestions,
    describe: ({ model, release, jetsonRelease, powerMode, power }) => {
      const processorModel = parseDeviceTreeModel(model ?? '');
      const jetson = parseL4tRelease(jetsonRelease ?? '');
      const system = [parseOsRelease(release ?? ''), jetson === null ? null : `Jetson Linux ${jetson}`].filter((part) => part !== null);
      const mode = parsePowerMode(powerMode ?? '');
      const source = findPowerSource(parseKernelFiles(power ?? ''));
      return {
        ...(processorModel === null ? {} : { processorModel }),
        operatingSystem: system.length === 0 ? null : system.join(', '),
        abi: machine === null ? null : `linux-${machine}`,
        ...(mode === null ? {} : { powerMode: mode }),
        ...(source === null ? {} : { powerSensor: source.name }),
      };
    },
    furtherRuntimes: ({ trtexec }) => {
      const version = parseTrtexecVersion(trtexec ?? '');
      return version === null ? [] : [{ kind: 'trtexec', name: `tensorrt ${version}`, precisions: ['f32', 'int8'] }];
    },
    readingQuestions: {},
    temperatures: () => [],
  };
}
