import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ORPCError } from '@orpc/client';
import { brand, type CampaignId, type DeviceId } from '../../main/core/brand.ts';
import { openLab, type Lab } from '../../main/lab.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { CampaignEvent, CampaignRequest } from '../../preload/contract/campaign.ts';
import { smallCampaign } from '../bench/campaign-bench.ts';

const quick: CampaignRequest = {
  deviceId: 'local',
  spaceId: 'nas-bench-201',
  resolution: 8,
  warmup: 1,
  runs: 3,
  minimumMs: 0,
  blocks: 2,
  driftLimit: 1e9,
};

async function labFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'proxylab-lab-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function inLab(context: TestContext, work: (lab: Lab) => Promise<void>): Promise<void> {
  const lab = openLab({ folder: await labFolder(context) });
  try {
    await work(lab);
  } finally {
    await lab.close();
  }
}

async function refused(promise: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof ORPCError, String(error));
    assert.deepEqual([(error.data as { code: string }).code, message.test(error.message)], [code, true], error.message);
    return true;
  });
}

async function eventsOf(lab: Lab, campaignId: string): Promise<CampaignEvent[]> {
  const events: CampaignEvent[] = [];
  for await (const event of await lab.client.campaigns.watch({ campaignId })) events.push(event);
  return events;
}

test('start, watch to the end, read it back', (context) =>
  inLab(context, async ({ client, ...lab }) => {
    const started = await client.campaigns.start({ ...quick, samples: 5, seed: 3, precision: 'int8', threads: 1 });
    assert.deepEqual([started.state, started.done, started.total, started.column], ['running', 0, 5, 'local-int8-1t-r8']);
    assert.equal(started.deviceName, 'This computer');
    assert.deepEqual(
      (await client.devices.list()).map(({ state }) => state),
      ['measuring'],
    );

    const events = await eventsOf({ client, ...lab }, started.id);
    const measured = events.flatMap((event) => (event.type === 'measurement' ? [event.measurement] : []));
    const last = events.at(-1);
    assert.ok(last?.type === 'campaign' && last.campaign.state === 'finished' && last.campaign.done === 5);
    assert.deepEqual(await client.campaigns.measurements({ campaignId: started.id }), measured);
    assert.equal(measured.filter(({ isAnchor }) => !isAnchor).length, 5);
    for (const { medianMs, p90Ms, minimumMs, samplesMs } of measured) {
      assert.ok(minimumMs <= medianMs && medianMs <= p90Ms && samplesMs.length === 3);
    }
    assert.deepEqual(await client.campaigns.get({ campaignId: started.id }), last.campaign);
    assert.deepEqual(await client.campaigns.list(), [last.campaign]);
    assert.deepEqual(
      (await client.devices.list()).map(({ state }) => state),
      ['ready'],
      'the device is free when the watching ends',
    );
    const table = await client.tables.get({ table: started.table });
    assert.deepEqual([...table.names].sort(), measured.flatMap(({ architecture, isAnchor }) => (isAnchor ? [] : [architecture])).sort());
    const { architectures } = await client.spaces.sample({ spaceId: quick.spaceId, samples: 5, seed: 3 });
    assert.deepEqual([...table.names].sort(), [...architectures].sort(), 'the sample is the one that spaces.sample gives');
    assert.equal((await eventsOf({ client, ...lab }, started.id)).length, 1, 'watching a campaign at rest shows it and ends');
  }));

test('what cannot be measured is refused before anything is begun', (context) =>
  inLab(context, async ({ client }) => {
    const { start } = client.campaigns;
    await refused(start(quick), 'invalid-input', /either a number of samples or the architectures/);
    await refused(start({ ...quick, samples: 2, architectures: ['x'] }), 'invalid-input', /either/);
    await refused(start({ ...quick, samples: 2, deviceId: 'phone' }), 'not-found', /no device “phone”/);
    await refused(start({ ...quick, samples: 2, spaceId: 'atlantis' }), 'not-found', /no search space “atlantis”/);
    await refused(start({ ...quick, architectures: ['|nor_conv_9x9~0|'] }), 'invalid-input', /./);
    await refused(start({ ...quick, samples: 2, threads: 200 }), 'invalid-input', /processors; 200 threads/);
    await refused(start({ ...quick, samples: 2, affinity: [4000] }), 'invalid-input', /no processor 4000/);
    await refused(start({ ...quick, samples: 2, resolution: 9 }), 'invalid-input', /9 pixels/);
    await refused(start({ ...quick, samples: 2, minimumMs: 500, maximumMs: 100 }), 'invalid-input', /above the longest/);
    await refused(client.campaigns.get({ campaignId: 'none' }), 'not-found', /no campaign “none”/);
    assert.deepEqual(await client.campaigns.list(), []);
    assert.deepEqual(await client.tables.list(), []);
  }));

test('one campaign at a time on a device; pause, resume and cancel', (context) =>
  inLab(context, async (lab) => {
    const { campaigns, jobs, devices } = lab.client;
    const { id: campaignId, jobId } = await campaigns.start({ ...quick, samples: 40, minimumMs: 20 });
    await refused(campaigns.start({ ...quick, samples: 2, table: 'other' }), 'already-exists', /in use by campaign/);
    await refused(firstOf(await devices.check({ deviceId: 'local' })), 'already-exists', /in use by campaign/);
    const paused = await campaigns.pause({ campaignId });
    assert.deepEqual([paused.state, paused.etaSeconds], ['paused', null]);
    assert.deepEqual(
      (await jobs.list()).map(({ id, state }) => [id, state]),
      [[jobId, 'paused']],
    );

    const resumed = await campaigns.resume({ campaignId });
    assert.equal(resumed.state, 'running');
    assert.deepEqual(
      (await jobs.list()).map(({ id, state }) => [id, state]),
      [[resumed.jobId, 'running']],
      'one job a campaign',
    );
    const cancelled = await campaigns.cancel({ campaignId });
    assert.equal(cancelled.state, 'cancelled');
    await refused(campaigns.resume({ campaignId }), 'invalid-input', /is cancelled/);
    assert.equal((await campaigns.cancel({ campaignId })).state, 'cancelled', 'once more does no harm');
  }));

test('campaigns wait in line for their device, in an order that can be changed; each begins by itself', (context) =>
  inLab(context, async (lab) => {
    const { campaigns, jobs } = lab.client;
    const waiting = { ...quick, samples: 2, waitForDevice: true };
    const running = await campaigns.start({ ...quick, samples: 40, minimumMs: 100, waitForDevice: true });
    const [first, second, third] = [
      await campaigns.start({ ...waiting, table: 'first' }),
      await campaigns.start({ ...waiting, table: 'second' }),
      await campaigns.start({ ...waiting, table: 'third' }),
    ];
    const line = async (): Promise<unknown[]> => (await jobs.list()).map(({ state, waiting: turn }) => turn?.place ?? state);
    await turnsOf(lab);
    assert.deepEqual(await line(), ['running', 1, 2, 3]);
    assert.match((await campaigns.get({ campaignId: second.id })).message, /^Waits for .*, number 2 in line\. Starts by itself\.$/);

    await jobs.hurry({ jobId: third.jobId! });
    assert.deepEqual(await line(), ['running', 2, 3, 1]);
    assert.equal((await campaigns.pause({ campaignId: first.id })).state, 'paused');
    assert.equal((await campaigns.cancel({ campaignId: second.id })).state, 'cancelled');
    assert.deepEqual(await line(), ['running', 'paused', 'cancelled', 1]);

    await campaigns.cancel({ campaignId: running.id });
    await eventsOf(lab, third.id);
    assert.equal((await campaigns.get({ campaignId: third.id })).state, 'finished');
    await campaigns.resume({ campaignId: first.id });
    await eventsOf(lab, first.id);
    assert.equal((await campaigns.get({ campaignId: first.id })).state, 'finished');
  }));

/** Until all that were started wait or run. */
async function turnsOf(lab: Lab): Promise<void> {
  while ((await lab.client.jobs.list()).some(({ message }) => message === 'Starting')) await new Promise(setImmediate);
}

test('a lab that is closed pauses its campaign; the next one resumes it', async (context) => {
  const folder = await labFolder(context);
  const first = openLab({ folder });
  const { id: campaignId } = await first.client.campaigns.start({ ...quick, samples: 12, minimumMs: 20 });
  for await (const event of await first.client.campaigns.watch({ campaignId })) if (event.type === 'measurement') break;
  await first.close();
  const second = openLab({ folder });
  try {
    const paused = await second.client.campaigns.get({ campaignId });
    assert.deepEqual([paused.state, paused.done < 12], ['paused', true]);
    await second.client.campaigns.resume({ campaignId });
    const last = (await eventsOf(second, campaignId)).at(-1);
    assert.ok(last?.type === 'campaign' && last.campaign.state === 'finished' && last.campaign.done === 12);
  } finally {
    await second.close();
  }
});

test('a campaign that ran when the lab died is shown as paused', async (context) => {
  const folder = await labFolder(context);
  const store = openStore(folder);
  store.campaigns.create(brand<CampaignId>('died'), smallCampaign(4), 1);
  store.close();
  const lab = openLab({ folder });
  try {
    const [campaign] = await lab.client.campaigns.list();
    assert.deepEqual([campaign?.id, campaign?.state, campaign?.message], ['died', 'paused', 'Interrupted; resume goes on']);
    await lab.client.campaigns.resume({ campaignId: 'died' });
    await eventsOf(lab, 'died');
    assert.equal((await lab.client.campaigns.get({ campaignId: 'died' })).state, 'finished');
  } finally {
    await lab.close();
  }
});

test('a phone of an earlier life that is not plugged in: offline by its name, and waited for', async (context) => {
  const folder = await labFolder(context);
  const store = openStore(folder);
  const spec = smallCampaign(2);
  const deviceId = brand<DeviceId>('phone-01234567');
  store.knownDevices.remember(deviceId, 'Google Pixel 8 Pro');
  store.campaigns.create(brand<CampaignId>('away'), { ...spec, conditions: { ...spec.conditions, deviceId } }, 1);
  store.close();
  const lab = openLab({ folder });
  try {
    const { campaigns, devices } = lab.client;
    await refused(devices.describe({ deviceId }), 'device-offline', /^Google Pixel 8 Pro is not connected/);
    const resumed = await campaigns.resume({ campaignId: 'away' });
    assert.deepEqual([resumed.state, resumed.deviceName], ['running', 'Google Pixel 8 Pro']);
    for await (const event of await campaigns.watch({ campaignId: 'away' })) {
      if (event.type === 'campaign' && /Google Pixel 8 Pro is not connected\. Plug it in/.test(event.campaign.message)) break;
    }
    assert.equal((await campaigns.cancel({ campaignId: 'away' })).state, 'cancelled');
  } finally {
    await lab.close();
  }
});

async function firstOf(events: AsyncIterable<unknown>): Promise<unknown> {
  for await (const event of events) return event;
  return undefined;
}
