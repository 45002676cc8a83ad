import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openLab, type Lab } from '../../../main/lab.ts';
import type { Campaign, CampaignRequest, Measurement } from '../../../preload/contract/campaign.ts';
import { boardUser, FakeBoard } from '../../fakes/board/fake-board.ts';
import { needsBoard } from '../../fakes/board/needs-board.ts';
import { Wire } from '../../fakes/sandbox/wire.ts';
import { closeTo } from '../../helpers/close-to.ts';

const skip = needsBoard();
const folder = mkdtempSync(join(tmpdir(), 'proxylab-board-campaign-'));
let board: FakeBoard;
let wire: Wire;
let lab: Lab;

before(async () => {
  if (skip !== false) return;
  board = await FakeBoard.start({ folder: join(folder, 'board') });
  board.setPowerMonitor(false);
  wire = await new Wire(board.port).open();
  lab = openLab({ folder: join(folder, 'lab') });
});
after(async () => {
  if (skip === false) {
    await lab.close();
    await wire.refuse();
    await board.remove();
  }
  rmSync(folder, { recursive: true, force: true });
});

const quick = {
  spaceId: 'nas-bench-201',
  resolution: 8,
  blocks: 1,
  warmup: 0,
  runs: 2,
  minimumMs: 0,
  driftLimit: 1000,
  table: 'board',
} as const;

function ignore(): void {}

/** Follows a campaign to its end; `seen` is told each measurement, `told` what it does. */
async function measure(
  request: CampaignRequest,
  seen: (measurement: Measurement) => void = ignore,
  told: (message: string) => void = ignore,
): Promise<Campaign> {
  const { id } = await lab.client.campaigns.start(request);
  let last: Campaign | undefined;
  for await (const event of await lab.client.campaigns.watch({ campaignId: id })) {
    if (event.type === 'measurement') seen(event.measurement);
    else if (event.type === 'campaign') told((last = event.campaign).message);
  }
  assert.ok(last);
  return last;
}

test(
  'a campaign on a board behind the real sshd, its link cut in the midst; the AArch64 runner under qemu works on',
  { skip },
  async () => {
    const address = `ssh://${boardUser}@127.0.0.1:${wire.port}`;
    const added = await lab.client.devices.add({ address, keyFile: board.keyFile, acceptHostKey: board.fingerprint, name: 'Orin' });
    assert.equal(added.outcome, 'added');
    const deviceId = added.outcome === 'added' ? added.device.id : '';

    const programs = new Set<string>();
    const positions: number[] = [];
    const campaign = await measure({ ...quick, deviceId, samples: 4 }, ({ position }) => {
      for (const program of board.programs()) programs.add(program);
      positions.push(position);
      if (positions.length === 2) wire.cut();
    });
    assert.deepEqual([campaign.state, campaign.done, campaign.total], ['finished', 4, 4], campaign.message);
    assert.equal(new Set(positions).size, positions.length, 'nothing was measured twice');
    assert.equal((await lab.client.campaigns.measurements({ campaignId: campaign.id })).length, positions.length);
    assert.ok(programs.has('sshd'), [...programs].join(' '));
    assert.ok(
      [...programs].some((name) => name.startsWith('qemu-aarch64')),
      [...programs].join(' '),
    );
    assert.match(campaign.runtime, /^onnxruntime/);

    const runner = board.homeFile('.proxylab/runner');
    const bundle = readdirSync(runner).flatMap((id) => readdirSync(join(runner, id)).map((name) => join(runner, id, name)));
    const changes = (): number[] => bundle.map((file) => statSync(file).ctimeMs);
    const before = changes();
    const again = await measure({ ...quick, deviceId, samples: 2, seed: 2 });
    assert.equal(again.state, 'finished', again.message);
    assert.deepEqual(changes(), before, 'nothing that is there is pushed again');
    const table = await lab.client.tables.get({ table: 'board' });
    assert.equal(table.columns[0]?.measured, table.names.length);
  },
);

test('energy of each network: what the board draws above its rest while it runs', { skip }, async () => {
  const [device] = (await lab.client.devices.list()).filter(({ kind }) => kind === 'ssh');
  const [restMa, workMa, volts] = [700, 2100, 5.032];
  board.setPowerMonitor(true);
  const request = { ...quick, table: 'powered', runs: 1, minimumMs: 1500, deviceId: device?.id ?? '', samples: 1 };
  let measurements: readonly Measurement[] = [];
  // A log with holes, as where this computer has no time for it, leaves energies unknown: then the same is measured once more.
  for (let attempt = 0; attempt < 2 && !measurements.some(({ isAnchor, energyMj }) => !isAnchor && energyMj !== undefined); attempt++) {
    board.setCurrent(restMa);
    const campaign = await measure({ ...request, seed: 4 + attempt }, ignore, (message) => {
      if (message.endsWith('starting the runner')) board.setCurrent(workMa);
    });
    assert.equal(campaign.state, 'finished', campaign.message);
    measurements = await lab.client.campaigns.measurements({ campaignId: campaign.id });
  }
  measurements = measurements.filter(({ energyMj }) => energyMj !== undefined);
  assert.ok(measurements.length > 0, 'no energy was measured');
  for (const { energyMj, samplesMs } of measurements) {
    const meanMs = samplesMs.reduce((sum, sample) => sum + sample, 0) / samplesMs.length;
    closeTo(energyMj, (volts * (workMa - restMa) * meanMs) / 1000, 0.01, 'energy of a run');
  }
  board.setPowerMonitor(false);
  const table = await lab.client.tables.get({ table: 'powered-energy' });
  assert.deepEqual([table.quantity, table.unit, table.values.length], ['energy', 'mJ', 1]);
});

test('trtexec on a Jetson: engines built once, a column of its own for the runtime and for each power mode', { skip }, async () => {
  const [device] = (await lab.client.devices.list()).filter(({ kind }) => kind === 'ssh');
  const request = { ...quick, table: 'tensorrt', runs: 4, warmup: 1, deviceId: device?.id ?? '', samples: 2, seed: 5 } as const;
  const onProcessor = await measure({ ...request, runs: 1, samples: 1 });
  const campaign = await measure({ ...request, runtime: 'trtexec' }, ({ samplesMs }) => assert.deepEqual(samplesMs, [0.5, 0.75, 1, 1.25]));
  assert.deepEqual([campaign.state, campaign.done, campaign.message], ['finished', 2, 'Finished']);
  assert.deepEqual([campaign.runtime, campaign.powerMode], ['tensorrt 10.3.0', '25W']);
  const builds = (): number => readFileSync(board.homeFile('.proxylab/calls'), 'utf8').split('--saveEngine').length - 1;
  const before = builds();
  assert.equal(before, 3, 'two networks and the anchor');

  board.setPowerMode('MAXN_SUPER');
  await assert.rejects(lab.client.campaigns.start({ ...request, runtime: 'trtexec', column: campaign.column }), /other conditions/);
  const faster = await measure({ ...request, runtime: 'trtexec' });
  assert.equal(faster.state, 'finished', faster.message);
  assert.equal(builds(), before, 'engines are kept');
  const { columns } = await lab.client.tables.get({ table: 'tensorrt' });
  assert.deepEqual(
    columns.map(({ name }) => name),
    [onProcessor, campaign, faster].map(({ column }) => column),
  );
  assert.match(faster.column, /-trtexec-f32-1t-.*MAXN_SUPER$/);

  const profile = JSON.parse(await (await lab.client.profiles.export({ device: device?.id ?? '' })).text()) as {
    sets: { conditions: { runtime: string; powerMode: string } }[];
  };
  const trtexecSets = profile.sets.filter(({ conditions }) => conditions.runtime === 'tensorrt 10.3.0');
  assert.deepEqual(
    trtexecSets.map(({ conditions }) => conditions.powerMode),
    ['25W', 'MAXN_SUPER'],
  );
});

test('a Jetson set to another power mode while a campaign rests is not mixed in', { skip }, async () => {
  const [device] = (await lab.client.devices.list()).filter(({ kind }) => kind === 'ssh');
  const request = { ...quick, table: 'modes', deviceId: device?.id ?? '', runtime: 'trtexec', samples: 3, seed: 6 } as const;
  const { id } = await lab.client.campaigns.start(request);
  await lab.client.campaigns.pause({ campaignId: id });
  for await (const event of await lab.client.campaigns.watch({ campaignId: id })) void event;
  const campaign = await lab.client.campaigns.get({ campaignId: id });
  assert.equal(campaign.state, 'paused', campaign.message);
  board.setPowerMode('15W');
  await lab.client.campaigns.resume({ campaignId: campaign.id });
  for await (const event of await lab.client.campaigns.watch({ campaignId: campaign.id })) void event;
  const { state, message } = await lab.client.campaigns.get({ campaignId: campaign.id });
  board.setPowerMode('25W');
  assert.equal(state, 'failed');
  assert.match(message, /the power mode is 15W and the campaign was begun with MAXN_SUPER/);
});

test('a Jetson without memory for an engine says so, before the campaign and in it', { skip }, async () => {
  const [device] = (await lab.client.devices.list()).filter(({ kind }) => kind === 'ssh');
  const request = { ...quick, table: 'memory', deviceId: device?.id ?? '', runtime: 'trtexec', samples: 1, seed: 7 } as const;
  board.setFreeMemory(300 * 2 ** 20);
  await assert.rejects(lab.client.campaigns.start(request), /has 300 MiB of memory free, and building a TensorRT engine/);
  board.setFreeMemory(600 * 2 ** 20 + 4096); // enough for no network, too little for this one
  const campaign = await measure(request);
  board.setFreeMemory(5e9);
  assert.equal(campaign.state, 'failed');
  assert.match(campaign.message, /^Not one network could be measured: Building an engine takes 600 MiB of memory/);
});

test('a board that lets no program start says so', { skip }, async () => {
  const [device] = (await lab.client.devices.list()).filter(({ kind }) => kind === 'ssh');
  board.refuseExec(true);
  const campaign = await measure({ ...quick, deviceId: device?.id ?? '', samples: 1, seed: 3 });
  board.refuseExec(false);
  assert.equal(campaign.state, 'failed');
  assert.match(campaign.message, /does not let programs be started/);
});
