import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bundleRuntime, type BundleFile, loadRunnerBundle } from '../../../main/devices/runner-bundle.ts';
import { needs } from '../../helpers/requirements.ts';
import { deviceFolder, item, journalLines, runRunner, usualParameters, writePlan } from '../runner-run.ts';

const skip = needs('bwrap') || needs('qemu-aarch64-static');
const cpuInfo = 'processor\t: 0\nFeatures\t: fp asimd aes crc32 atomics\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU part\t: 0xd0b\n';

/** Single precision, added in another order. */
const f32Tolerance = 1e-5;
/** Integer kernels of other processors round otherwise. The output takes only multiples of 12/255: three of its ten values may be a step off. */
const int8Tolerance = 3.1 * (12 / 255);

function copyBundle(files: readonly BundleFile[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, file } of files) copyFileSync(file, join(folder, name));
}

/** What there is in a phone beside the device folder: nothing but what the kernel tells. */
function phoneRoot(folder: string): readonly string[] {
  const processors = join(folder, 'sys/devices/system/cpu');
  const policy = join(processors, 'cpufreq/policy0');
  const zone = join(folder, 'sys/class/thermal/thermal_zone0');
  for (const path of [policy, zone]) mkdirSync(path, { recursive: true });
  for (const name of ['possible', 'present', 'online']) writeFileSync(join(processors, name), '0\n');
  writeFileSync(join(policy, 'related_cpus'), '0 1 2 3\n');
  writeFileSync(join(policy, 'scaling_cur_freq'), '2841600\n');
  writeFileSync(join(zone, 'type'), 'cpu-1-0-usr\n');
  writeFileSync(join(zone, 'temp'), '41300\n');
  writeFileSync(join(folder, 'cpuinfo'), cpuInfo);
  return ['--proc', '/proc', '--ro-bind', join(folder, 'cpuinfo'), '/proc/cpuinfo', '--ro-bind', join(folder, 'sys'), '/sys'];
}

test('the Android bundle runs where there is no file but its own', { skip }, async (context) => {
  const folder = deviceFolder(context);
  const bundle = await loadRunnerBundle('android-arm64');
  copyBundle(bundle.files, join(folder, 'runner'));
  writePlan(folder, { threads: 2, items: [item(0, 'good'), item(1, 'int8'), item(2, 'bad')] });

  const qemu = realpathSync('/usr/bin/qemu-aarch64-static');
  const root = ['--tmpfs', '/', '--dev', '/dev', ...phoneRoot(folder), '--bind', folder, '/data', '--ro-bind', qemu, '/qemu'];
  const [, , ...words] = bundle.startCommand('/data/runner').split(' ');
  const parameters = [...root, '--unshare-all', '--clearenv', '--chdir', '/data', '/qemu', ...words, ...usualParameters];
  const { status, stderr } = spawnSync('bwrap', parameters, { encoding: 'utf8', timeout: 120_000 });
  assert.equal(status, 0, stderr);

  const onPhone = journalLines(folder);
  const [hello] = onPhone;
  assert.equal(hello?.type === 'hello' ? hello.runtime : null, bundleRuntime);
  const results = onPhone.filter((line) => line.type === 'result');
  assert.deepEqual(
    results.map(({ clockKhz, tempBeforeC, tempAfterC }) => [clockKhz, tempBeforeC, tempAfterC]),
    results.map(() => [2_841_600, 41.3, 41.3]),
  );
  assert.equal(onPhone.find((line) => line.type === 'error')?.stage, 'load');

  const x64 = await loadRunnerBundle('linux-x64');
  const [bench = '', library = ''] = x64.files.map(({ file }) => file);
  const here = runRunner([bench, '--library', library], folder).lines.slice(onPhone.length);
  const sums = here.flatMap((line) => (line.type === 'result' ? [line.outputSum ?? Number.NaN] : []));
  const tolerances = [f32Tolerance, int8Tolerance];
  assert.equal(results.length, 2);
  for (const [i, { outputSum }] of results.entries()) {
    const difference = Math.abs((outputSum ?? Number.NaN) - sums[i]!);
    context.diagnostic(`${outputSum} on AArch64, ${sums[i]} on x86-64`);
    assert.ok(difference <= tolerances[i]!, `${outputSum} on AArch64, ${sums[i]} on x86-64`);
  }
});
