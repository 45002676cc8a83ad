import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CampaignStore } from '../../main/core/measurement/campaign-store.ts';
import { brand, type CampaignId } from '../../main/core/brand.ts';
import { measurement, newTable, spec, temporaryStore } from './fixtures.ts';

const id: CampaignId = brand('campaign-1');
const other: CampaignId = brand('campaign-2');

test('is what a campaign needs of a store', (context) => {
  const store: CampaignStore = temporaryStore(context).campaigns;
  assert.throws(() => store.get(id), { code: 'not-found' });
});

test('keeps specification and state', (context) => {
  const { campaigns } = temporaryStore(context);
  campaigns.create(id, spec(), 7);
  campaigns.create(other, spec(), 8);
  assert.deepEqual(campaigns.get(id), { id, spec: spec(), state: 'running', message: '', startedAtMs: 7, endedAtMs: null });
  campaigns.setState(id, 'finished', 'all measured', 9.5);
  campaigns.setStarted(id, 7.5);
  assert.deepEqual(campaigns.get(id), { id, spec: spec(), state: 'finished', message: 'all measured', startedAtMs: 7.5, endedAtMs: 9.5 });
  assert.deepEqual(
    campaigns.list().map((campaign) => campaign.id),
    [other, id],
  );
  assert.throws(() => campaigns.create(id, spec(), 1), { code: 'already-exists' });
  assert.throws(() => campaigns.setState(brand('none'), 'paused', '', null), { code: 'not-found' });
});

test('keeps raw samples to the last bit, once a slot, in the order of arrival', (context) => {
  const { campaigns } = temporaryStore(context);
  campaigns.create(id, spec(), 0);
  const first = measurement(id, 1, 1);
  const second = measurement(id, 0, 0, { isAnchor: true, clockKhz: null, flags: [], wallUs: [], cpuUs: [], involuntarySwitches: [] });
  assert.equal(campaigns.addMeasurement(first), true);
  assert.equal(campaigns.addMeasurement(second), true);
  assert.equal(campaigns.addMeasurement({ ...first, wallUs: [1] }), false);
  assert.deepEqual(campaigns.measurements(id), [first, second]);
  assert.throws(() => campaigns.addMeasurement(measurement(other, 0, 0)), { code: 'not-found' });
});

test('keeps what could not be measured', (context) => {
  const { campaigns } = temporaryStore(context);
  campaigns.create(id, spec(), 0);
  const failure = {
    campaignId: id,
    slot: { block: 1, repeat: 0, position: 2 },
    architecture: spec().anchor,
    stage: 'load',
    message: 'unknown operator',
    failedAtMs: 1.5,
  } as const;
  assert.equal(campaigns.addFailure(failure), true);
  assert.equal(campaigns.addFailure({ ...failure, message: 'again' }), false);
  assert.deepEqual(campaigns.failures(id), [failure]);
});

test('a flag is put on every measurement of one execution of a block, once', (context) => {
  const { campaigns } = temporaryStore(context);
  campaigns.create(id, spec(), 3);
  for (const block of [0, 1]) campaigns.addMeasurement(measurement(id, block, 0));
  campaigns.addMeasurement(measurement(id, 0, 1, { flags: ['hot'] }));
  campaigns.addFlag(id, { block: 0, repeat: 0 }, 'hot');
  assert.deepEqual(
    campaigns.measurements(id).map(({ flags }) => flags),
    [['high-spread', 'hot'], ['high-spread'], ['hot']],
  );
});

test('an accepted block puts its medians into the table, once; a repeated one does not', (context) => {
  const { campaigns, tables } = temporaryStore(context);
  campaigns.create(id, spec(), 3);
  campaigns.closeBlock(id, { block: 0, repeat: 0, outcome: 'repeated', anchorDrift: 0.2 }, [{ architecture: 'a', latencyMs: 9 }]);
  assert.deepEqual(tables.list(), []);
  campaigns.addMeasurement(measurement(id, 0, 0));
  campaigns.closeBlock(id, { block: 0, repeat: 1, outcome: 'accepted', anchorDrift: null }, [
    { architecture: 'a', latencyMs: 7 },
    { architecture: 'a', latencyMs: 1.25 },
    { architecture: 'b', latencyMs: 2.5 },
  ]);
  campaigns.closeBlock(id, { block: 0, repeat: 1, outcome: 'accepted', anchorDrift: null }, [{ architecture: 'a', latencyMs: 8 }]);
  campaigns.closeBlock(id, { block: 1, repeat: 0, outcome: 'accepted', anchorDrift: 0.01 }, [{ architecture: 'c', latencyMs: 4 }]);
  assert.deepEqual(campaigns.blocks(id), [
    { block: 0, repeat: 0, outcome: 'repeated', anchorDrift: 0.2 },
    { block: 0, repeat: 1, outcome: 'accepted', anchorDrift: null },
    { block: 1, repeat: 0, outcome: 'accepted', anchorDrift: 0.01 },
  ]);
  const { version: _, ...table } = tables.get('here');
  assert.deepEqual(table, {
    name: 'here',
    spaceId: 'nas-bench-201',
    quantity: 'latency',
    unit: 'ms',
    source: 'measured in this lab',
    architectures: 3,
    columns: [{ name: 'this-computer-f32-1', measured: 3, origin: 'measured', conditions: spec().conditions }],
    createdAtMs: 1_700_000_000_123,
    names: ['a', 'b', 'c'],
    values: [[1.25, 2.5, 4]],
  });
});

test('a later campaign under the same conditions replaces the cell and keeps both sets of samples', (context) => {
  const { campaigns, tables } = temporaryStore(context);
  for (const [campaignId, latencyMs] of [
    [id, 1],
    [other, 2],
  ] as const) {
    const conditions = { ...spec().conditions, affinity: campaignId === id ? [0, 1] : [1, 0], networkOptions: {} };
    campaigns.create(campaignId, spec({ conditions }), 0);
    campaigns.addMeasurement(measurement(campaignId, 0, 0));
    campaigns.closeBlock(campaignId, { block: 0, repeat: 0, outcome: 'accepted', anchorDrift: 0 }, [{ architecture: 'b', latencyMs }]);
  }
  assert.deepEqual(tables.get('here').values, [[2]]);
  assert.equal(campaigns.measurements(id).length + campaigns.measurements(other).length, 2);
});

test('a column never mixes conditions, origins, quantities or spaces', (context) => {
  const { campaigns, tables } = temporaryStore(context);
  const otherConditions = spec({ conditions: { ...spec().conditions, threads: 2 } });
  campaigns.create(id, spec(), 0);
  assert.throws(() => campaigns.create(other, otherConditions, 0), { code: 'already-exists', remedy: /another column/ });
  assert.throws(() => campaigns.create(other, spec({ spaceId: brand('mobilenet-v3'), column: 'new' }), 0), { code: 'already-exists' });
  campaigns.closeBlock(id, { block: 0, repeat: 0, outcome: 'accepted', anchorDrift: 0 }, [{ architecture: 'a', latencyMs: 1 }]);
  campaigns.setState(id, 'finished', '', 1);
  assert.throws(() => campaigns.create(other, otherConditions, 0), { code: 'already-exists', details: /threads/ });
  for (const changes of [{ runtime: 'tensorrt 10.3.0' }, { powerMode: '25W' }]) {
    const conditions = { ...spec().conditions, ...changes };
    assert.throws(() => campaigns.create(other, spec({ conditions }), 0), { code: 'already-exists' });
  }
  assert.throws(() => campaigns.create(other, spec({ spaceId: brand('mobilenet-v3'), column: 'new' }), 0), { code: 'already-exists' });
  tables.create(newTable());
  assert.throws(() => campaigns.create(other, spec({ table: 'imported', column: 'x' }), 0), {
    code: 'already-exists',
    message: /imported/,
  });
  tables.create(newTable({ name: 'accuracy', quantity: 'accuracy', unit: '%' }));
  assert.throws(() => campaigns.create(other, spec({ table: 'accuracy', column: 'new' }), 0), { code: 'already-exists' });
  assert.deepEqual(campaigns.list().length, 1);
  campaigns.create(other, spec({ table: 'imported', column: 'new' }), 0);
});

test('a block whose medians cannot be written stays open', (context) => {
  const { campaigns, tables } = temporaryStore(context);
  campaigns.create(id, spec(), 0);
  tables.create(newTable({ name: 'here', columns: [spec().column], rows: [] }));
  assert.throws(
    () => campaigns.closeBlock(id, { block: 0, repeat: 0, outcome: 'accepted', anchorDrift: 0 }, [{ architecture: 'a', latencyMs: 1 }]),
    {
      code: 'already-exists',
    },
  );
  assert.deepEqual(campaigns.blocks(id), []);
});

test('sums its measurements up, gives those of one architecture, and goes with all of them', (context) => {
  const { campaigns, tables } = temporaryStore(context);
  campaigns.create(id, spec(), 0);
  const empty = { measurements: 0, firstAtMs: null, lastAtMs: null, runs: 0, lowestTempC: null, highestTempC: null };
  assert.deepEqual(campaigns.digest(id), { ...empty, lowestClockKhz: null, highestClockKhz: null });
  const late = measurement(id, 1, 0, { tempBeforeC: 38, tempAfterC: 44, clockKhz: 1_800_000, measuredAtMs: 1_700_000_000_999 });
  campaigns.addMeasurement(measurement(id, 0, 0));
  campaigns.addMeasurement(measurement(id, 0, 1, { architecture: brand('c'), clockKhz: null, wallUs: [1] }));
  campaigns.addMeasurement(late);
  assert.deepEqual(campaigns.digest(id), {
    measurements: 3,
    firstAtMs: 1_700_000_000_123,
    lastAtMs: 1_700_000_000_999,
    runs: 7,
    lowestTempC: 38,
    highestTempC: 44,
    lowestClockKhz: 1_800_000,
    highestClockKhz: 2_400_000,
  });
  assert.deepEqual(campaigns.measurementsOf(id, 'b'), [measurement(id, 0, 0), late]);
  campaigns.closeBlock(id, { block: 0, repeat: 0, outcome: 'accepted', anchorDrift: 0 }, [{ architecture: 'b', latencyMs: 2 }]);
  campaigns.remove(id);
  assert.throws(() => campaigns.measurements(id), { code: 'not-found' });
  assert.throws(() => campaigns.remove(id), { code: 'not-found' });
  assert.equal(tables.summary('here').columns[0]?.measured, 1, 'medians stay');
  campaigns.create(id, spec(), 0);
  assert.deepEqual(campaigns.measurements(id), []);
});
