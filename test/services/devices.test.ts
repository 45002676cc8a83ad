import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLab } from '../../main/lab.ts';

test('this computer: listed, described, read and checked', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'proxylab-lab-'));
  const lab = openLab({ folder });
  context.after(async () => {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { devices } = lab.client;
  const [listed] = await devices.list();
  assert.deepEqual([listed?.id, listed?.kind, listed?.state], ['local', 'local', 'ready']);

  const description = await devices.describe({ deviceId: 'local' });
  assert.equal(description.maximumThreads, availableParallelism());
  assert.match(description.runtime, /^onnxruntime-node \d+\.\d+\.\d+$/);
  assert.ok((description.memoryBytes ?? 0) > 2 ** 28);
  assert.ok(description.clusters.flatMap(({ processors }) => processors).length >= 1);

  for await (const readings of await devices.readings({ deviceId: 'local' })) {
    assert.ok(readings.atMs > 1.7e12 && (readings.freeMemoryBytes ?? 1) > 0);
    for (const { clockKhz } of readings.clocks) assert.ok(clockKhz > 0);
    break;
  }

  const steps = [];
  for await (const step of await devices.check({ deviceId: 'local' })) steps.push(step);
  // Whether times repeat is for this computer to say, which is busy with other tests.
  assert.deepEqual(
    steps.slice(0, -1).map(({ title, status }) => `${title} ${status}`),
    [
      ...['What it is', 'Room for models', 'Runner starts', 'Results agree'].flatMap((title) => [`${title} running`, `${title} passed`]),
      'Times repeat running',
    ],
  );
  assert.equal(steps.at(-1)?.title, 'Times repeat');
});

test('an unknown device: what exists is named', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'proxylab-lab-'));
  const lab = openLab({ folder });
  context.after(async () => {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });
  await assert.rejects(lab.client.devices.describe({ deviceId: 'toaster' }), {
    data: { code: 'not-found', remedy: 'Choose one of local.', details: '' },
  });
});
