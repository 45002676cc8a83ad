import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseClocks, parseClusters, type CpufreqPolicy } from '../../../main/devices/profile/cpu-clusters.ts';

function policy(
  relatedCpus: string,
  minimumFreq: string,
  maximumFreq: string,
  currentFreq: string,
  governor = 'schedutil\n',
): CpufreqPolicy {
  return { relatedCpus, minimumFreq, maximumFreq, currentFreq, limitFreq: currentFreq, governor };
}

const phone = [
  policy('0 1 2 3\n', '300000\n', '1804800\n', '1209600\n'),
  policy('4 5 6\n', '710400\n', '2419200\n', '710400\n'),
  policy('7\n', '844800\n', '2841600\n', '2841600\n'),
];

/** 12th generation Intel: every processor has its own policy. */
const hybridLaptop = Array.from({ length: 16 }, (_, processor) =>
  policy(`${processor}\n`, '400000\n', processor < 8 ? '4700000\n' : '3400000\n', '1200000\n', 'powersave\n'),
);

test('phone: one cluster a policy, the fastest first', () => {
  assert.deepEqual(parseClusters(phone), [
    { name: 'CPU 7', processors: [7], minimumClockKhz: 844_800, maximumClockKhz: 2_841_600, governor: 'schedutil' },
    { name: 'CPU 4-6', processors: [4, 5, 6], minimumClockKhz: 710_400, maximumClockKhz: 2_419_200, governor: 'schedutil' },
    { name: 'CPU 0-3', processors: [0, 1, 2, 3], minimumClockKhz: 300_000, maximumClockKhz: 1_804_800, governor: 'schedutil' },
  ]);
});

test('hybrid laptop: policies of one processor are joined by their clocks', () => {
  assert.deepEqual(
    parseClusters(hybridLaptop).map(({ name, maximumClockKhz }) => [name, maximumClockKhz]),
    [
      ['CPU 0-7', 4_700_000],
      ['CPU 8-15', 3_400_000],
    ],
  );
});

test('present clocks of every processor', () => {
  assert.deepEqual(parseClocks(phone.slice(1)), [
    { processor: 4, clockKhz: 710_400 },
    { processor: 5, clockKhz: 710_400 },
    { processor: 6, clockKhz: 710_400 },
    { processor: 7, clockKhz: 2_841_600 },
  ]);
});

test('denied files are unknown, never zero', () => {
  const denied = [{ relatedCpus: '0-3', minimumFreq: null, maximumFreq: '0\n', currentFreq: '<unknown>\n', limitFreq: null, governor: '' }];
  assert.deepEqual(parseClusters(denied), [
    { name: 'CPU 0-3', processors: [0, 1, 2, 3], minimumClockKhz: null, maximumClockKhz: null, governor: null },
  ]);
  assert.deepEqual(parseClocks(denied), []);
  assert.deepEqual(parseClusters([{ ...denied[0]!, relatedCpus: null }]), []);
});
