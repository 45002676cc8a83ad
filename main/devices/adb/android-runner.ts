import { bundleRunner } from '../remote/bundle-runner.ts';
import type { RemoteRunnerProgram } from '../remote/remote-platform.ts';
import { runBatch } from '../remote/run-batch.ts';
import { bundleNameFor, bundleRuntime, loadRunnerBundle } from '../runner-bundle.ts';
import { androidFolder } from './android-folder.ts';

/** The lab's own runner with a C library of its own, for phones whose kernel runs 64-bit ARM programs. */
export const androidRunner: RemoteRunnerProgram = {
  runtime: bundleRuntime,
  precisions: ['f32', 'int8'],
  async install(device, signal) {
    const { machine } = await runBatch(device.link, { machine: 'uname -m' }, { signal });
    const bundle = await loadRunnerBundle(bundleNameFor({ system: 'android', machine: machine?.trim() ?? 'unknown', glibc: null }));
    return await bundleRunner(bundle, androidFolder).install(device, signal);
  },
};
