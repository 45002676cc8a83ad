import { bundleRuntime, type RunnerBundle } from '../runner-bundle.ts';
import { pushBundle } from './push-bundle.ts';
import type { RemoteRunnerProgram } from './remote-platform.ts';

/** The lab's own runner, put below `deviceFolder`. */
export function bundleRunner(bundle: RunnerBundle, deviceFolder: string): RemoteRunnerProgram {
  return {
    runtime: bundleRuntime,
    precisions: ['f32', 'int8'],
    install: async ({ link }, signal) => bundle.startCommand(await pushBundle(link, bundle, deviceFolder, { signal })),
  };
}
