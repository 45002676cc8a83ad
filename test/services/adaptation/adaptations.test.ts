import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { graphDescriptors } from '../../../main/core/descriptors/graph-descriptors.ts';
import { createRng } from '../../../main/core/rng.ts';
import { sampleDistinct } from '../../../main/core/spaces/sample-distinct.ts';
import { findSpace } from '../../../main/core/spaces/spaces.ts';
import { spearman } from '../../../main/core/stats/spearman.ts';
import { openLab, type Lab } from '../../../main/lab.ts';
import { csv, labFailure } from '../table-client.ts';

const space = findSpace('nas-bench-201');
const architectures = sampleDistinct(space, 150, createRng(5));
const names = architectures.map((architecture) => space.print(architecture));

/** Latencies of devices that weigh MACs, written values and operations differently; the last one is measured on `measured` rows. */
function table(measured = names.length): string {
  const rng = createRng(9);
  const weights = [
    [4, 1, 0.2],
    [1, 3, 0.3],
    [2, 1, 1],
    [1.5, 2.5, 0.6],
  ];
  const rows = architectures.map((architecture, i) => {
    const [macs, , written, operations] = graphDescriptors(space.network(architecture));
    const cells = weights.map(
      ([a, b, c]) => (0.3 + (a! * macs!) / 1e8 + (b! * written!) / 1e7 + c! * operations! * 0.02) * (1 + 0.01 * rng.normal()),
    );
    return [names[i], ...cells.map((value, d) => (d === 3 && i >= measured ? '' : value.toFixed(5)))].join(',');
  });
  return ['arch,cpu,gpu,npu,new', ...rows].join('\n');
}

async function inLab(context: TestContext, content: string, work: (lab: Lab['client']) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'proxylab-adapt-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const lab = openLab({ folder });
  try {
    await lab.client.tables.import({ source: csv(content), name: 'four', spaceId: space.id });
    await work(lab.client);
  } finally {
    await lab.close();
  }
}

test('an adapted ranking is better than the proxy’s, is kept as a model, and comes out the same again', (context) =>
  inLab(context, table(), async (lab) => {
    const request = { table: 'four', proxy: 'cpu', target: 'new', samples: 12, proposals: 4 } as const;
    const adapted = await lab.adaptations.run(request);
    assert.equal(adapted.samples.length, 12);
    assert.equal(adapted.heldOut, names.length - 12);
    assert.ok(adapted.srccHeldOut! > adapted.srccProxy!, `${adapted.srccProxy} → ${adapted.srccHeldOut}`);
    assert.ok(adapted.srccHeldOut! > 0.95 && adapted.srccNoSource !== null && adapted.meanError! < 0.1);
    const { low, expected, high } = adapted.certainty!;
    assert.ok(low <= expected && expected <= high && high <= 1);
    assert.deepEqual(
      adapted.agreements.map(({ name }) => name),
      ['cpu', 'gpu', 'npu'],
    );
    const used = new Set(adapted.samples.map(({ name }) => name));
    assert.equal(adapted.next.length, 4);
    assert.ok(adapted.next.every(({ name, predictedMs, deviationMs }) => !used.has(name) && predictedMs > 0 && deviationMs! > 0));

    const { model: _model, ...again } = await lab.adaptations.run(request);
    const { model, ...first } = adapted;
    assert.deepEqual(again, first);

    const exported = await (await lab.models.export({ modelId: model.id })).text();
    const imported = await lab.models.import({ content: exported });
    const [own, read] = await Promise.all(
      [model.id, imported.id].map((modelId) => lab.models.predict({ modelId, architectures: adapted.unseen.map(({ name }) => name) })),
    );
    assert.deepEqual(read, own);
    const agreement = spearman(
      own!.values,
      adapted.unseen.map(({ measuredMs }) => measuredMs),
    )!;
    assert.ok(agreement > 0.95, `the saved model ranks with ${agreement}`);
  }));

test('methods of one proxy take the proxy alone', (context) =>
  inLab(context, table(), async (lab) => {
    const adapted = await lab.adaptations.run({ table: 'four', proxy: 'gpu', target: 'new', samples: 20, method: 'adaproxy-loo' });
    assert.deepEqual([adapted.chosen, adapted.certainty, adapted.agreements.map(({ name }) => name)], ['gpu', null, ['gpu']]);
    assert.ok(adapted.kktResidual! < 1e-8 && adapted.lambda! > 0);
  }));

test('what cannot be adapted is refused with what to do', (context) =>
  inLab(context, table(2), async (lab) => {
    const request = { table: 'four', proxy: 'cpu', target: 'new' };
    const few = await labFailure(lab.adaptations.run(request));
    assert.deepEqual([few.code, few.message], ['invalid-input', 'At least 3 samples are needed, there are 2.']);
    const same = await labFailure(lab.adaptations.run({ ...request, target: 'cpu' }));
    assert.equal(same.message, 'Proxy and target are the same column.');
    const unknown = await labFailure(lab.adaptations.run({ ...request, target: 'tpu' }));
    assert.deepEqual([unknown.code, unknown.remedy], ['not-found', 'Choose from cpu, gpu, npu, new.']);
    const many = await labFailure(lab.adaptations.run({ ...request, samples: 3 }));
    assert.match(many.message, /“new” has 2 measured architectures, 3 samples were asked for/);
    assert.deepEqual(await lab.models.list(), []);
  }));

test('measuring goes on until as many as allowed are measured, and goes on from there', (context) =>
  inLab(context, table(0), async (lab) => {
    const request = {
      table: 'four',
      proxy: 'cpu',
      target: 'here',
      deviceId: 'local',
      until: 1,
      step: 3,
      resolution: 8,
      warmup: 0,
      runs: 2,
      minimumMs: 0,
    };
    const ended = async (most: number) => {
      const { id } = await lab.adaptations.measure({ ...request, most });
      for await (const job of await lab.jobs.watch()) if (job.id === id && job.state !== 'running') break;
      return lab.adaptations.measured({ jobId: id });
    };
    const first = await ended(6);
    assert.equal(first.samples.length, 6);
    const { columns, values } = await lab.tables.get({ table: 'four' });
    const here = values[columns.findIndex(({ name }) => name === 'here')]!;
    assert.equal(here.filter((value) => value !== null).length, 6);

    const second = await ended(8);
    assert.equal(second.samples.length, 8);
    assert.ok(first.samples.every(({ name }) => second.samples.some((sample) => sample.name === name)));
    assert.equal((await lab.models.list()).length, 2); // one a run, none of the steps
  }));
