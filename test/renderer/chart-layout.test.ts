import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Campaign, CampaignConditions, Measurement } from '../../preload/contract/campaign.ts';
import { chartLayout } from '../../renderer/pages/measure/chart-layout.ts';

const size = { width: 800, height: 400 };
const campaign = { startedAtMs: 0, etaSeconds: null } as Campaign;
const measurement = (measuredAtMs: number, change: Partial<Measurement> = {}): Measurement =>
  ({ block: 0, repeat: 0, medianMs: 10, tempC: null, clockKhz: null, measuredAtMs, ...change }) as Measurement;

test('time runs to the right, in the unit that fits', () => {
  const layout = chartLayout(campaign, [measurement(1_000), measurement(20_000), measurement(60_000)], [], size, null);
  assert.equal(layout.horizontalTitle, 'seconds since start');
  assert.ok((layout.x[0] ?? 0) < (layout.x[1] ?? 0));
  assert.equal(layout.x[2], layout.horizontal.range[1]);
  assert.equal(layout.now, null);
  assert.equal(
    chartLayout(campaign, [measurement(60_000), measurement(240_000)], [], size, null).horizontalTitle,
    'measurements in order (there was a long pause)',
  );
  assert.equal(chartLayout({ ...campaign, etaSeconds: 600 }, [measurement(1_000)], [], size, 2_000).horizontalTitle, 'minutes since start');
});

test('the rest of the time is left free while it runs', () => {
  const layout = chartLayout({ ...campaign, etaSeconds: 50 }, [measurement(50_000)], [], size, 50_000);
  const [left, right] = layout.horizontal.range;
  assert.equal(layout.now, (left + right) / 2);
});

test('conditions that nothing is known of take no room', () => {
  assert.equal(chartLayout(campaign, [measurement(1_000)], [], size, null).sides.length, 0);
  const known = chartLayout(campaign, [measurement(1_000, { tempC: 40, clockKhz: 2e6 }), measurement(2_000)], [], size, null);
  assert.deepEqual(
    known.sides.map((side) => side.title),
    ['Temperature, °C', 'Clock, GHz'],
  );
  assert.deepEqual(
    known.sides[1]?.points.map(({ value }) => value),
    [2],
  );
  assert.ok((known.sides[0]?.bottom ?? 0) < (known.sides[1]?.top ?? 0));
  assert.ok(known.latency.range[0] < (known.sides[0]?.top ?? 0));
});

test('each execution of a block is a band around its measurements', () => {
  const layout = chartLayout(
    campaign,
    [measurement(1_000), measurement(2_000), measurement(3_000, { repeat: 1 }), measurement(4_000, { block: 1 })],
    [],
    size,
    null,
  );
  assert.deepEqual(
    layout.bands.map((band) => [band.block, band.repeat, band.from <= band.to]),
    [
      [0, 0, true],
      [0, 1, true],
      [1, 0, true],
    ],
  );
  assert.equal(layout.bands[0]?.to, layout.x[1]);
});

test('nothing measured yet still makes a chart', () => {
  const layout = chartLayout(campaign, [], [], size, null);
  assert.equal(layout.x.length, 0);
  assert.ok(layout.horizontal.ticks.length > 0);
});

const look = (atMs: number, tempC: number): CampaignConditions => ({
  atMs,
  tempC,
  limitC: 38,
  clockKhz: null,
  obstacle: tempC < 38 ? null : 'hot',
});

test('what the campaign reads between measurements is on the same axis of time; waiting is marked and the limit shown', () => {
  const read = [look(0, 30), look(20_000, 41), look(25_000, 39), look(30_000, 37), look(50_000, 40)];
  const layout = chartLayout(campaign, [measurement(10_000, { tempC: 42 }), measurement(40_000)], read, size, 60_000);
  assert.deepEqual(
    layout.sides[0]?.points.map(({ value }) => value),
    [30, 42, 41, 39, 37, 40],
  );
  const x = layout.sides[0]?.points.map((point) => point.x) ?? [];
  assert.deepEqual(
    x,
    x.toSorted((a, b) => a - b),
  );
  assert.equal(layout.sides[0]?.limit, 38);
  const toX = layout.horizontal.toPixel;
  assert.deepEqual(layout.coolings, [
    { from: toX(20), to: toX(30) },
    { from: toX(50), to: toX(60) },
  ]);
});
