import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  durationAmount,
  formatBytes,
  formatCount,
  formatDateTime,
  formatDay,
  formatSaved,
  formatDuration,
  formatGhz,
  formatInterval,
  formatLeft,
  formatMs,
  formatPercent,
  formatPercentNumber,
  formatQuantity,
  formatSignificant,
  formatSpan,
  formatSrcc,
  formatTemperature,
  leftAmount,
  plural,
} from '../../renderer/state/format.ts';

test('latencies have three significant digits and no exponent', () => {
  assert.deepEqual([24.6134, 8.3666, 123.4, 1234.5, 0.0084671, 0.9996, 9.9996, 10, 0].map(formatMs), [
    '24.6',
    '8.37',
    '123',
    '1,230',
    '0.00847',
    '1.00',
    '10.0',
    '10.0',
    '0',
  ]);
});

test('significant digits are within half a unit of the last one', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.integer({ min: 2, max: 5 }), (value, digits) => {
      const shown = Number(formatSignificant(value, digits).replaceAll(',', ''));
      assert.ok(Math.abs(shown - value) <= value * 0.5 * 10 ** (1 - digits) * (1 + 1e-9), `${value} → ${shown}`);
    }),
    { seed: 1 },
  );
});

test('per cent has a space before the unit, a true minus and no signed zero', () => {
  assert.equal(formatPercent(0.0113, { signed: true }), '+1.1 %');
  assert.equal(formatPercent(-0.0113, { signed: true }), '−1.1 %');
  assert.equal(formatPercent(0.0001, { signed: true }), '0.0 %');
  assert.equal(formatPercent(-0.0001), '0.0 %');
  assert.equal(formatPercentNumber(0.062), '6.2');
  assert.equal(formatPercent(0.27, { digits: 0 }), '27 %');
});

test('SRCC has two digits, three in tables, and is never rounded up over the gate', () => {
  assert.equal(formatSrcc(0.690526859861756), '0.69');
  assert.equal(formatSrcc(0.690526859861756, 3), '0.691');
  assert.equal(formatSrcc(-0.1), '−0.10');
  assert.equal(formatSrcc(0.9), '0.90');
  assert.equal(formatSrcc(0.8996), '0.89');
  assert.equal(formatSrcc(0.89996, 3), '0.899');
  assert.equal(formatSrcc(1), '1.00');
});

test('a shown SRCC is on the same side of the gate as the true one', () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(2 as const, 3 as const), (srcc, digits) => {
      assert.equal(Number(formatSrcc(srcc, digits).replace('−', '-')) >= 0.9, srcc >= 0.9);
    }),
    { seed: 2 },
  );
});

test('intervals stand in brackets', () => {
  assert.equal(formatInterval(0.657, 0.713, formatSrcc), '[0.66, 0.71]');
});

test('durations use the two largest fitting units', () => {
  assert.deepEqual([0.003, 0.84, 9.96, 48.2, 59.6, 60, 372, 17 * 60 + 20, 3600, 72 * 60, 40 * 3600].map(formatDuration), [
    '< 0.1 s',
    '0.8 s',
    '10 s',
    '48 s',
    '1 min',
    '1 min',
    '6 min 12 s',
    '17 min',
    '1 h',
    '1 h 12 min',
    '40 h',
  ]);
  assert.deepEqual(durationAmount(372), { value: '6 min 12', unit: 's' });
});

test('what is left is never said finer than it is known, and never zero', () => {
  assert.deepEqual([0, 3.2, 18, 61, 100, 1010, 4000].map(formatLeft), [
    'about 1 s left',
    'about 4 s left',
    'about 20 s left',
    'about 65 s left',
    'about 2 min left',
    'about 17 min left',
    'about 1 h 10 min left',
  ]);
  assert.deepEqual(leftAmount(1010), { value: '17', unit: 'min' });
});

test('a remaining time that falls is never shown as rising', () => {
  const seconds = (text: string): number =>
    [...text.matchAll(/(\d+) (h|min|s)/gu)].reduce(
      (sum, [, value, unit]) => sum + Number(value) * (unit === 'h' ? 3600 : unit === 'min' ? 60 : 1),
      0,
    );
  fc.assert(
    fc.property(fc.double({ min: 0, max: 30_000, noNaN: true }), fc.double({ min: 0, max: 30_000, noNaN: true }), (a, b) => {
      assert.ok(seconds(formatLeft(Math.min(a, b))) <= seconds(formatLeft(Math.max(a, b))));
    }),
    { seed: 3 },
  );
});

test('bytes, clocks, temperatures, counts and quantities carry their units', () => {
  assert.deepEqual([0, 999, 14_000_000, 7.5e9, 999_950, 123_456_789].map(formatBytes), [
    '0 B',
    '999 B',
    '14.0 MB',
    '7.5 GB',
    '1.0 MB',
    '123 MB',
  ]);
  assert.equal(formatGhz(2_914_000), '2.91');
  assert.equal(formatTemperature(41.23), '41.2 °C');
  assert.equal(formatTemperature(-3), '−3.0 °C');
  assert.equal(formatCount(15_625), '15,625');
  assert.deepEqual([640, 15_300, 184_400_000, 2_530_000_000].map(formatQuantity), ['640', '15.3 k', '184 M', '2.53 G']);
});

test('plurals', () => {
  assert.equal(plural(1, 'job'), '1 job');
  assert.equal(plural(1999, 'job'), '1,999 jobs');
  assert.equal(plural(2, 'measurement is', 'measurements are'), '2 measurements are');
});

test('days and spans are as short as they can be', () => {
  const [noon, later] = [new Date(2026, 10, 19, 12, 5).getTime(), new Date(2026, 10, 19, 14, 30).getTime()];
  assert.equal(formatSaved(noon, later), '12:05:00');
  assert.equal(formatSaved(noon, new Date(2026, 10, 20, 0, 1).getTime()), '19 Nov, 12:05');
  assert.equal(formatDay(noon, later), 'today 12:05');
  assert.equal(formatDay(noon, new Date(2026, 10, 20, 0, 1).getTime()), '19 Nov 2026');
  assert.equal(formatSpan(noon, later), '19 Nov, 12:05 – 14:30');
  assert.equal(formatSpan(noon, new Date(2026, 10, 20, 1, 2).getTime()), '19 Nov, 12:05 – 20 Nov, 01:02');
  assert.equal(formatSpan(noon, noon + 1000), formatDateTime(noon));
});
