import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
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

/** Follows a campaign to its end; `seen` is told each measurement. */
async function measure(request: CampaignRequest, seen: (measurement: Measurement) => void): Promise<Campaign> {
  const { id } = await lab.client.campaigns.start(request);
  let last: Campaign | undefined;
  for await (const event of await lab.client.campaigns.watch({ campaignId: id })) {
    if (event.type === 'measurement') seen(event.measurement);
    else if (event.type === 'campaign') last = event.campaign;
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
    const again = await measure({ ...quick, deviceId, samples: 2, seed: 2 }, () => undefined);
    assert.equal(again.state, 'finished', again.message);
    assert.deepEqual(changes(), before, 'nothing that is there is pushed again');
    const table = await lab.client.tables.get({ table: 'board' });
    assert.equal(table.columns[0]?.measured, table.names.length);
  },
);

test('energy of each network: what the board draws above its rest while it runs', { skip }, async () => {
  const [device] = (await lab.client.devices.list()).filter(({ kind }) => kind === 'ssh');
  const [restMa, workMa, volts] = [700, 2100, 5.032];
  board.setCurrent(restMa);
  const load = setInterval(() => board.setCurrent(board.programs().some((name) => name.startsWith('qemu')) ? workMa : restMa), 50);
  const request = { ...quick, table: 'powered', runs: 1, minimumMs: 1500, deviceId: device?.id ?? '', samples: 1, seed: 4 };
  const campaign = await measure(request, () => undefined);
  clearInterval(load);
  assert.equal(campaign.state, 'finished', campaign.message);
  const measurements = await lab.client.campaigns.measurements({ campaignId: campaign.id });
  for (const { energyMj, samplesMs } of measurements) {
    const meanMs = samplesMs.reduce((sum, sample) => sum + sample, 0) / samplesMs.length;
    closeTo(energyMj, (volts * (workMa - restMa) * meanMs) / 1000, 0.2, 'energy of a run');
  }
  const table = await lab.client.tables.get({ table: 'powered-energy' });
  assert.deepEqual([table.quantity, table.unit, table.names.length, table.values[0]?.length], ['energy', 'mJ', 1, 1]);
});

test('a board that lets no program start says so', { skip }, async () => {
  const [device] = (await lab.client.devices.list()).filter(({ kind }) => kind === 'ssh');
  board.refuseExec(true);
  const campaign = await measure({ ...quick, deviceId: device?.id ?? '', samples: 1, seed: 3 }, () => undefined);
  board.refuseExec(false);
  assert.equal(campaign.state, 'failed');
  assert.match(campaign.message, /does not let programs be started/);
});
