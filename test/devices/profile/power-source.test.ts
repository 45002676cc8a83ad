import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPowerSource } from '../../../main/devices/profile/power-source.ts';

const folder = '/sys/class/power_supply';

function gauge(status: string, voltage: string, current: string, more: Readonly<Record<string, string>> = {}) {
  const battery = { 'bms/status': status, 'bms/voltage_now': voltage, 'bms/current_now': current, ...more };
  return findPowerSource(new Map(Object.entries(battery).map(([name, text]) => [`${folder}/${name}`, `${text}\n`])));
}

test('the gauge of a battery in the units of its maker, to mW', () => {
  for (const [voltage, current, powerMw] of [
    ['4000000', '-500000', 2000],
    ['4000000', '500', 2000],
    ['4000', '-500', 2000],
  ] as const) {
    const source = gauge('Discharging', voltage, current);
    assert.equal(Math.abs(Number(voltage) * Number(current)) / (source?.divisor ?? 0), powerMw, `${voltage} ${current}`);
    assert.deepEqual(source?.pairs, [[`${folder}/bms/voltage_now`, `${folder}/bms/current_now`]]);
  }
});

test('unknown where something else feeds the device, or the gauge tells nothing', () => {
  assert.equal(gauge('Charging', '4000000', '500000'), null);
  assert.equal(gauge('Discharging', '4000000', '500000', { 'usb/online': '1' }), null, 'a weak cable');
  assert.equal(gauge('Discharging', '4000000', '0'), null);
  assert.equal(gauge('Discharging', '', '500000'), null);
  assert.notEqual(gauge('Discharging', '4000000', '500000', { 'usb/online': '0', 'bms/online': '1' }), null);
});
