import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeKernelFiles } from '../../../main/devices/profile/kernel-description.ts';
import { cpufreqPolicies, parseKernelFiles, thermalZones } from '../../../main/devices/profile/kernel-files.ts';

const printed = `/proc/cpuinfo:processor	: 0
/proc/cpuinfo:CPU implementer	: 0x41
/proc/cpuinfo:CPU part	: 0xd05
/proc/cpuinfo:
/proc/cpuinfo:processor	: 1
/proc/cpuinfo:CPU implementer	: 0x41
/proc/cpuinfo:CPU part	: 0xd0b
grep: /sys/denied: Permission denied
/sys/devices/system/cpu/possible:0-1
/sys/devices/system/cpu/cpufreq/policy10/related_cpus:1
/sys/devices/system/cpu/cpufreq/policy2/related_cpus:0
/sys/devices/system/cpu/cpufreq/policy2/cpuinfo_max_freq:1800000
/sys/class/thermal/thermal_zone0/type:cpu-0-0
/sys/class/thermal/thermal_zone0/temp:45100
/sys/class/thermal/thermal_zone1/type:modem
`;

test('files of several lines; noise is passed over', () => {
  const files = parseKernelFiles(printed);
  assert.equal(files.get('/proc/cpuinfo')?.split('\n').length, 8);
  assert.equal(files.size, 8);
});

test('policies and zones in the order of their numbers, what is denied is null', () => {
  const files = parseKernelFiles(printed);
  assert.deepEqual(
    cpufreqPolicies(files).map(({ relatedCpus, maximumFreq }) => [relatedCpus, maximumFreq]),
    [
      ['0\n', '1800000\n'],
      ['1\n', null],
    ],
  );
  assert.deepEqual(thermalZones(files), [
    { name: 'cpu-0-0\n', value: '45100\n' },
    { name: 'modem\n', value: null },
  ]);
});

test('described from the kernel alone, and from nothing', () => {
  const { clusters, ...rest } = describeKernelFiles(parseKernelFiles(printed));
  assert.deepEqual(
    clusters.map(({ name }) => name),
    ['CPU 0', 'CPU 1'],
  );
  assert.deepEqual(rest, {
    processorModel: '1 × Cortex-A55 + 1 × Cortex-A76',
    memoryBytes: null,
    operatingSystem: null,
    abi: null,
    maximumThreads: 2,
  });
  assert.deepEqual(describeKernelFiles(parseKernelFiles('')).clusters, []);
});
