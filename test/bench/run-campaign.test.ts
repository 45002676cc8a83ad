import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { campaignModel } from '../../main/bench/campaign-model.ts';
import type { RunnerPlan } from '../../main/devices/runner-protocol.ts';
import type { CampaignId } from '../../main/core/brand.ts';
import { isLabError, LabError } from '../../main/core/lab-error.ts';
import type { Measurement } from '../../main/core/measurement/measurement.ts';
import { changedDevice } from '../fakes/changed-device.ts';
import { CampaignBench, smallCampaign } from './campaign-bench.ts';

function slots(measurements: readonly Measurement[]): string[] {
  return measurements.map(({ slot }) => `${slot.block}/${slot.repeat}/${slot.position}`);
}

function tableOf(bench: CampaignBench): Record<string, number | null> {
  const { names, values } = bench.store.tables.get('test');
  return Object.fromEntries(names.map((name, row) => [name, values[0]?.[row] ?? null]));
}

function assertComplete(bench: CampaignBench, id: CampaignId): void {
  const { spec } = bench.store.campaigns.get(id);
  const measurements = bench.store.campaigns.measurements(id);
  assert.equal(new Set(slots(measurements)).size, measurements.length, 'a slot was measured twice');
  const table = tableOf(bench);
  assert.deepEqual(Object.keys(table).sort(), [...spec.architectures].sort());
  for (const [name, latencyMs] of Object.entries(table)) assert.ok(latencyMs !== null && latencyMs > 0, name);
}

test('a campaign from its start to its table', async (context) => {
  const bench = await CampaignBench.open(context);
  const spec = smallCampaign(6, { blocks: 2, runs: 4, warmup: 2 });
  const id = bench.create('whole', spec);
  const committed: string[] = [];
  const measured = (measurement: Measurement): void => {
    assert.deepEqual(bench.store.campaigns.measurements(id).at(-1), measurement, 'committed before it is reported');
    committed.push(...slots([measurement]));
  };
  assert.equal(await bench.run(id, { measured }), 'finished');
  assertComplete(bench, id);
  const measurements = bench.store.campaigns.measurements(id);
  assert.deepEqual(slots(measurements), committed);
  assert.equal(measurements.length, 6 + 4, '6 architectures, and an anchor at both ends of 2 blocks');
  for (const { wallUs, cpuUs, involuntarySwitches, modelHash } of measurements) {
    assert.deepEqual([wallUs.length, cpuUs.length, involuntarySwitches.length], [4, 4, 4]);
    assert.match(modelHash, /^[0-9a-f]{64}$/);
  }
  const { state, message, endedAtMs } = bench.store.campaigns.get(id);
  assert.deepEqual([state, message, endedAtMs !== null], ['finished', 'Finished', true]);
});

test('int8 on two threads', async (context) => {
  const bench = await CampaignBench.open(context);
  const { conditions } = smallCampaign(1);
  const id = bench.create('int8', smallCampaign(3, { blocks: 1, conditions: { ...conditions, precision: 'int8', threads: 2 } }));
  await bench.run(id);
  assertComplete(bench, id);
});

test('a block whose anchor drifts is repeated, then accepted; the repeat fills the table', async (context) => {
  const bench = await CampaignBench.open(context);
  const id = bench.create('drift', smallCampaign(2, { blocks: 1, driftLimit: 1e-12, maximumRepeats: 2 }));
  await bench.run(id);
  assert.deepEqual(
    bench.store.campaigns.blocks(id).map(({ block, repeat, outcome }) => [block, repeat, outcome]),
    [
      [0, 0, 'repeated'],
      [0, 1, 'repeated'],
      [0, 2, 'accepted'],
    ],
  );
  assertComplete(bench, id);
  const last = bench.store.campaigns.measurements(id).find(({ slot, isAnchor }) => slot.repeat === 2 && !isAnchor);
  const sorted = [...(last?.wallUs ?? [])].sort((a, b) => a - b);
  assert.equal(tableOf(bench)[last?.architecture ?? ''], (sorted[1] ?? 0) / 1000);
});

test('pause stops after the network in work, resume goes on', async (context) => {
  const bench = await CampaignBench.open(context);
  const id = bench.create('pause', smallCampaign(12, { blocks: 2 }));
  const pause = new AbortController();
  assert.equal(await bench.run(id, { pause: pause.signal, measured: () => pause.abort() }), 'paused');
  assert.equal(bench.store.campaigns.get(id).state, 'paused');
  const before = bench.store.campaigns.measurements(id);
  assert.ok(before.length >= 1 && before.length < 16, `${before.length} measured`);
  assert.equal(await bench.run(id), 'finished');
  assert.deepEqual(bench.store.campaigns.measurements(id).slice(0, before.length), before);
  assertComplete(bench, id);
});

test('cancel keeps what was measured', async (context) => {
  const bench = await CampaignBench.open(context);
  const id = bench.create('cancel', smallCampaign(12, { blocks: 1 }));
  const abort = new AbortController();
  await assert.rejects(bench.run(id, { signal: abort.signal, measured: () => abort.abort() }), (error) => isLabError(error, 'cancelled'));
  assert.equal(bench.store.campaigns.get(id).state, 'cancelled');
  assert.ok(bench.store.campaigns.measurements(id).length >= 1);
});

test('a network that cannot be loaded is recorded, the others are measured', async (context) => {
  const bench = await CampaignBench.open(context);
  const spec = smallCampaign(5, { blocks: 1 });
  const id = bench.create('broken', spec);
  const [broken] = spec.architectures;
  await bench.run(id, { modelOf: (name) => (name === broken ? new TextEncoder().encode('not a model') : campaignModel(spec, name)) });
  const [failure, ...others] = bench.store.campaigns.failures(id);
  assert.deepEqual([failure?.architecture, failure?.stage, others.length], [broken, 'load', 0]);
  assert.equal(Object.keys(tableOf(bench)).length, 4);
  assert.match(bench.store.campaigns.get(id).message, /^Finished; one network could not be measured: /);
});

test('where nothing can be measured the campaign fails with the reason', async (context) => {
  const bench = await CampaignBench.open(context);
  const id = bench.create('nothing', smallCampaign(2, { blocks: 1 }));
  const modelOf = (): Uint8Array => new Uint8Array(8);
  await assert.rejects(bench.run(id, { modelOf }), (error) => isLabError(error, 'runner-failed') && error.details.includes('load'));
  assert.equal(bench.store.campaigns.get(id).state, 'failed');
});

test('a runner that dies is started again; a network that kills it each time is given up', async (context) => {
  const bench = await CampaignBench.open(context);
  const spec = smallCampaign(4, { blocks: 1 });
  const id = bench.create('deadly', spec);
  const [deadly] = spec.architectures;
  const deadlyHash = createHash('sha256').update(campaignModel(spec, deadly!)).digest('hex');
  let starts = 0;
  // The runner is killed as soon as it is to measure the deadly network, as if that used up all memory.
  const device = changedDevice(bench.device, {
    async startRunner(command) {
      starts++;
      const plan = JSON.parse(new TextDecoder().decode(await bench.device.files.read(command.planPath, 0))) as RunnerPlan;
      const turn = plan.items.findIndex(({ modelHash }) => modelHash === deadlyHash);
      const until = { ...plan, items: plan.items.slice(0, turn) };
      await bench.device.files.write(command.planPath, new TextEncoder().encode(JSON.stringify(turn === -1 ? plan : until)));
      const runner = await bench.device.startRunner(command);
      if (turn !== -1) await runner.ended;
      const journal = join(bench.folder, 'device', command.journalPath);
      if (turn !== -1) writeFileSync(journal, readFileSync(journal, 'utf8').replace(/.*"done".*\n$/, ''));
      return runner;
    },
  });
  await bench.run(id, { connect: async () => device });
  const [failure, ...others] = bench.store.campaigns.failures(id);
  assert.deepEqual([failure?.architecture, failure?.stage, others.length], [deadly, 'runner', 0]);
  assert.match(failure?.message ?? '', /died of it 3 times/);
  assert.equal(Object.keys(tableOf(bench)).length, 3);
  assert.equal(readdirSync(join(bench.folder, 'device/campaigns/deadly')).length, starts, 'every start has a folder of its own');
});

test('a damaged journal costs a new attempt, not the campaign', async (context) => {
  const bench = await CampaignBench.open(context);
  const id = bench.create('damaged', smallCampaign(4, { blocks: 1 }));
  let pieces = 0;
  const device = changedDevice(bench.device, {
    files: {
      async read(path, offset) {
        const bytes = await bench.device.files.read(path, offset);
        if (path.endsWith('.jsonl') && bytes.length > 0 && pieces++ === 1) bytes.fill(35, 0, 5);
        return bytes;
      },
    },
  });
  await bench.run(id, { connect: async () => device });
  assertComplete(bench, id);
  assert.equal(readdirSync(join(bench.folder, 'device/campaigns/damaged')).length, 2);
});

test('a lost link is waited for; the runner has gone on meanwhile', async (context) => {
  const bench = await CampaignBench.open(context);
  const id = bench.create('link', smallCampaign(10, { blocks: 2 }));
  const journals = new Set<string>();
  let reads = 0;
  const device = changedDevice(bench.device, {
    files: {
      async read(path, offset) {
        const isFirst = !journals.has(path); // the runner has just come up
        journals.add(path);
        if (isFirst || ++reads % 7 === 0) throw new LabError({ code: 'link-failed', message: 'The cable was pulled.' });
        return await bench.device.files.read(path, offset);
      },
    },
  });
  const messages = new Set<string>();
  await bench.run(id, { connect: async () => device, status: (message) => messages.add(message) });
  assertComplete(bench, id);
  assert.ok([...messages].some((message) => message.startsWith('The link is lost, trying again: The cable was pulled.')));
  assert.ok([...messages].some((message) => message.includes('found the runner still at work')));
});

test('a phone that no longer trusts this computer is waited for', async (context) => {
  const bench = await CampaignBench.open(context);
  const id = bench.create('trust', smallCampaign(2, { blocks: 1 }));
  const remedy = 'Accept the prompt.';
  let attempts = 0;
  const connect = async () => {
    if (++attempts < 3) throw new LabError({ code: 'unauthorized', message: 'Phone does not trust this computer.', remedy });
    return bench.device;
  };
  const waited: unknown[] = [];
  await bench.run(id, { connect, status: (message, _ledger, waiting) => waiting === null || waited.push(message, waiting.what) });
  assertComplete(bench, id);
  const message = `The device refuses the link, trying again: Phone does not trust this computer. ${remedy}`;
  assert.deepEqual(waited, [message, 'device', message, 'device']);
});

test('a block during which the system lowered the clocks is repeated once they are up again, and kept after the last repeat', async (context) => {
  const bench = await CampaignBench.open(context);
  const id = bench.create('held', smallCampaign(2, { blocks: 1, maximumRepeats: 1 }));
  let looks = 0;
  const device = changedDevice(bench.device, {
    // Before the block all is well, after it the clock is held low, also while it cools down; so again for the repeat.
    readings: async () => {
      const clockKhz = ++looks === 1 || looks === 4 ? 2_900_000 : 2_100_000;
      return { atMs: 0, clocks: [], temperatures: [], freeMemoryBytes: null, load: null, clockLimits: [{ processor: 0, clockKhz }] };
    },
  });
  const messages: string[] = [];
  const thermalLimits = { limitC: 75, hotC: 90, patienceMs: 5000, intervalMs: 1 };
  await bench.run(id, { connect: async () => device, thermalLimits, status: (message) => messages.push(message) });
  assert.deepEqual(
    bench.store.campaigns.blocks(id).map(({ repeat, outcome }) => [repeat, outcome]),
    [
      [0, 'repeated'],
      [1, 'accepted'],
    ],
  );
  const flagged = bench.store.campaigns.measurements(id).map(({ slot, flags }) => [slot.repeat, flags.includes('hot')]);
  assert.ok(flagged.length === 8 && flagged.every(([repeat, isFlagged]) => isFlagged === (repeat === 1)), JSON.stringify(flagged));
  const held = 'clock limit 2100 MHz instead of 2900 MHz';
  assert.deepEqual(
    messages.filter((message) => message.includes('clock limit')),
    [`: to be repeated: ${held}`, `, repeat 1: cooling down: ${held}`, `, repeat 1: kept, not repeated any more: ${held}`].map(
      (end) => `Block 1 of 1${end}`,
    ),
  );
});

test('a runner that cannot keep to the conditions stops the campaign', async (context) => {
  const bench = await CampaignBench.open(context);
  const { conditions } = smallCampaign(1);
  const id = bench.create('other', smallCampaign(2, { conditions: { ...conditions, runtime: 'onnxruntime-node 0.1' } }));
  await assert.rejects(bench.run(id), (error) => isLabError(error, 'unsupported') && /begun with onnxruntime-node 0.1/.test(error.message));
  assert.equal(bench.store.campaigns.get(id).state, 'failed');
  assert.equal(bench.store.campaigns.measurements(id).length, 0);
});
