import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseDeviceTreeModel } from '../../../main/devices/profile/device-tree-model.ts';
import { parseJetsonClocks } from '../../../main/devices/profile/jetson-clocks.ts';
import { parseKernelFiles } from '../../../main/devices/profile/kernel-files.ts';
import { parseL4tRelease } from '../../../main/devices/profile/l4t-release.ts';
import { parsePowerMode } from '../../../main/devices/profile/power-mode.ts';
import { findPowerRails, inputRails, railPowers } from '../../../main/devices/profile/power-rails.ts';
import { parseTegrastats } from '../../../main/devices/profile/tegrastats.ts';

/** Texts of real boards, beside the reference data. */
function fixture(name: string): { readonly text: string; readonly skip: string | false } {
  const file = join(process.env['PROXYLAB_DATA'] ?? '', '../fixtures', name);
  const isThere = process.env['PROXYLAB_DATA'] !== undefined && existsSync(file);
  return {
    text: isThere ? readFileSync(file, 'utf8') : '',
    skip: isThere ? false : `reference data ${name} not found (set PROXYLAB_DATA)`,
  };
}

const megabyte = 1024 * 1024;

test('model, release and power mode', () => {
  assert.equal(parseDeviceTreeModel('NVIDIA Jetson Orin Nano Developer Kit\0'), 'NVIDIA Jetson Orin Nano Developer Kit');
  assert.equal(parseDeviceTreeModel('Raspberry Pi 5 Model B Rev 1.0'), 'Raspberry Pi 5 Model B Rev 1.0');
  for (const text of ['', '\0', 'a\u0007b', 'x'.repeat(300)]) assert.equal(parseDeviceTreeModel(text), null);
  assert.equal(parseL4tRelease('# R36 (release), REVISION: 4.4, GCID: 41062509, BOARD: generic, EABI: aarch64\n'), '36.4.4');
  assert.equal(parseL4tRelease('# R32 (release), REVISION: 7.1, GCID: 29818004, BOARD: t186ref\n'), '32.7.1');
  assert.equal(parseL4tRelease('no such file'), null);
  assert.equal(parsePowerMode('NV Power Mode: 25W\n1\n'), '25W');
  assert.equal(parsePowerMode('NVPM WARN: power mode is not set!\nNV Power Mode: MAXN_SUPER\n0\n'), 'MAXN_SUPER');
  assert.equal(parsePowerMode('NVPM ERROR: optMask is 1, no request for power mode\n'), null);
});

const r39 = fixture('jetson_clocks_show_orin_nano_r39.txt');
test('jetson_clocks of release 39', { skip: r39.skip }, () => {
  assert.deepEqual(parseJetsonClocks(r39.text), {
    machine: 'NVIDIA Jetson Orin Nano Engineering Reference Developer Kit Super',
    processors: [{ processor: 0, online: null, governor: 'schedutil', minimumKhz: 729_600, maximumKhz: 1_344_000, currentKhz: 960_000 }],
    gpu: { minimumKhz: 306_000, maximumKhz: 918_000, currentKhz: 306_000 },
    memory: { minimumKhz: 204_000, maximumKhz: 3_199_000, currentKhz: 665_600 },
    powerMode: '25W',
  });
});

const r36 = fixture('jetson_clocks_show_orin_nx_r36.txt');
test('jetson_clocks of release 36', { skip: r36.skip }, () => {
  const { machine, processors, gpu, powerMode } = parseJetsonClocks(r36.text);
  assert.equal(machine, 'NVIDIA Jetson Orin NX Engineering Reference Developer Kit');
  assert.deepEqual(processors, [
    { processor: 0, online: true, governor: 'schedutil', minimumKhz: 729_600, maximumKhz: 1_510_400, currentKhz: 1_510_400 },
  ]);
  assert.equal(gpu?.maximumKhz, 624_750);
  assert.equal(powerMode, 'MAXN_SUPER');
});

test('jetson_clocks without its rights tells nothing', () => {
  const nothing = { machine: null, processors: [], gpu: null, memory: null, powerMode: null };
  assert.deepEqual(parseJetsonClocks('Error: Please run as root\n'), nothing);
});

const tegrastats = fixture('tegrastats.txt');
test('tegrastats of five releases', { skip: tegrastats.skip }, () => {
  const [orinNano, agxEncoding, agx, xavier, nano] = tegrastats.text.trim().split('\n').map(parseTegrastats);
  assert.ok(orinNano && agxEncoding && agx && xavier && nano);
  assert.deepEqual(orinNano.memory, { usedBytes: 2850 * megabyte, totalBytes: 7486 * megabyte });
  assert.deepEqual(orinNano.processors[0], { load: 0.02, clockKhz: 729_000 });
  assert.deepEqual(orinNano.rails, [
    { name: 'VDD_IN', powerMw: 3582 },
    { name: 'VDD_CPU_GPU_CV', powerMw: 523 },
    { name: 'VDD_SOC', powerMw: 1127 },
  ]);
  assert.deepEqual(orinNano.temperatures.slice(0, 2), [
    { name: 'cpu', tempC: 45.812 },
    { name: 'soc2', tempC: 44.843 },
  ]);
  assert.deepEqual(
    agxEncoding.rails.map(({ powerMw }) => powerMw),
    [2412, 1607, 4707],
  );
  assert.deepEqual(
    agx.temperatures.map(({ name }) => name),
    ['CPU', 'Tboard', 'SOC2', 'Tdiode', 'SOC0', 'tj', 'SOC1'],
    'none that is off',
  );
  assert.deepEqual(
    agx.rails.map(({ name }) => name),
    ['VDD_GPU_SOC', 'VDD_CPU_CV', 'VIN_SYS_5V0', 'VDDQ_VDD2_1V8AO'],
    'none that is not connected',
  );
  assert.deepEqual(xavier.rails[0], { name: 'VDD_IN', powerMw: 2763 });
  assert.deepEqual([nano.processors[2], nano.gpuLoad, nano.rails], [{ load: 0.65, clockKhz: 1_734_000 }, 0.39, []]);
});

test('tegrastats: processors that are off, rails without unit, garbage', () => {
  const line = 'RAM 1/2MB CPU [2%@729,off,off] GR3D_FREQ 0% POM_5V_IN 1532/1532 POM_5V_GPU 0/0 VDD_IN oops';
  const { processors, rails } = parseTegrastats(line);
  assert.deepEqual(processors, [{ load: 0.02, clockKhz: 729_000 }, null, null]);
  assert.deepEqual(rails, [
    { name: 'POM_5V_IN', powerMw: 1532 },
    { name: 'POM_5V_GPU', powerMw: 0 },
  ]);
  assert.deepEqual(parseTegrastats('\u0000\uFFFD CPU [@@@]'), {
    memory: null,
    processors: [null],
    gpuLoad: null,
    temperatures: [],
    rails: [],
  });
});

test('rails of INA3221 monitors', () => {
  const printed = `/sys/class/hwmon/hwmon0/name:pwmfan
/sys/class/hwmon/hwmon0/in1_label:VDD_FAN
/sys/class/hwmon/hwmon3/name:ina3221
/sys/class/hwmon/hwmon3/in1_label:VDD_GPU_SOC
/sys/class/hwmon/hwmon3/in1_input:19000
/sys/class/hwmon/hwmon3/curr1_input:128
/sys/class/hwmon/hwmon3/in2_label:VDD_CPU_CV
/sys/class/hwmon/hwmon3/in2_input:19000
/sys/class/hwmon/hwmon3/curr2_input:denied
/sys/class/hwmon/hwmon3/in3_label:NC
/sys/class/hwmon/hwmon3/in3_input:0
/sys/class/hwmon/hwmon3/curr3_input:0
/sys/class/hwmon/hwmon3/in7_label:sum of shunt voltages
`;
  const files = parseKernelFiles(printed);
  assert.deepEqual(
    findPowerRails(files).map(({ name }) => name),
    ['VDD_GPU_SOC', 'VDD_CPU_CV'],
  );
  assert.deepEqual(railPowers(files), [{ name: 'VDD_GPU_SOC', powerMw: 2432 }], 'unknown is not zero');
  assert.deepEqual(inputRails([{ name: 'VDD_SOC' }, { name: 'VDD_IN' }]), [{ name: 'VDD_IN' }]);
  assert.equal(inputRails([{ name: 'VDD_SOC' }, { name: 'VDD_CPU_CV' }]).length, 2);
});
