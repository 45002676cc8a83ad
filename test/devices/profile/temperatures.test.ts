import assert from 'node:assert/strict';
import { test } from 'node:test';
import { processorTempC } from '../../../main/core/measurement/processor-temperature.ts';
import { parseTemperatures } from '../../../main/devices/profile/temperatures.ts';

const laptop = parseTemperatures([
  { name: 'acpitz\n', value: '27800\n' },
  { name: 'INT3400 Thermal\n', value: '20000\n' },
  { name: 'x86_pkg_temp\n', value: '61000\n' },
  { name: 'iwlwifi_1\n', value: '48000\n' },
  { name: 'nvme Composite', value: '83850\n' },
  { name: 'coretemp Core 0', value: '59000\n' },
]);

test('the hottest processor sensor counts, not the disk', () => {
  assert.equal(processorTempC(laptop), 61);
  assert.equal(processorTempC(parseTemperatures([{ name: 'k10temp Tctl', value: '70375' }])), 70.375);
  assert.equal(processorTempC(parseTemperatures([{ name: 'cpu-1-0-usr', value: '45300' }])), 45.3);
});

test('sensors that are off or absent are left out', () => {
  const sensors = ['-256000', '0', '', 'N/A', '200000', '-40000'].map((value) => ({ name: 'cpu', value }));
  assert.deepEqual(parseTemperatures([...sensors, { name: 'cpu', value: null }, { name: null, value: '30000' }]), [
    { name: 'sensor', tempC: 30 },
  ]);
});

test('without a processor sensor the temperature is unknown', () => {
  assert.equal(processorTempC(laptop.filter(({ name }) => name.startsWith('nvme'))), null);
  assert.equal(processorTempC([]), null);
});
