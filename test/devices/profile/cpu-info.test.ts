import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCpuInfo } from '../../../main/devices/profile/cpu-info.ts';

const virtualEpyc = [0, 1]
  .map(
    (processor) => `processor	: ${processor}
vendor_id	: AuthenticAMD
cpu family	: 25
model		: 1
model name	: AMD EPYC
stepping	: 1
microcode	: 0x1000065
cpu MHz		: 2445.428
cache size	: 512 KB
flags		: fpu vme de pse tsc msr
`,
  )
  .join('\n');

const hybridLaptop = [0, 1, 12]
  .map(
    (processor) => `processor	: ${processor}
vendor_id	: GenuineIntel
model name	: 12th Gen Intel(R) Core(TM)  i7-1260P
cpu MHz		: ${processor === 12 ? '1100.025' : '3400.000'}
`,
  )
  .join('\n');

const raspberryPi5 = `processor	: 0
BogoMIPS	: 108.00
Features	: fp asimd evtstrm aes
CPU implementer	: 0x41
CPU architecture: 8
CPU variant	: 0x4
CPU part	: 0xd0b
CPU revision	: 1

processor	: 1
CPU implementer	: 0x41
CPU part	: 0xd0b

Revision	: d04170
Serial		: 0000000000000000
Model		: Raspberry Pi 5 Model B Rev 1.0
`;

const phone = [
  ...[0, 1, 2, 3].map((processor) => `processor	: ${processor}\nCPU implementer	: 0x41\nCPU part	: 0xd05\n`),
  ...[4, 5, 6].map((processor) => `processor	: ${processor}\nCPU implementer	: 0x41\nCPU part	: 0xd41\n`),
  'processor	: 7\nCPU implementer	: 0x41\nCPU part	: 0xd44\n',
].join('\n');

test('x86: model and present clocks', () => {
  assert.deepEqual(parseCpuInfo(virtualEpyc), {
    model: 'AMD EPYC',
    processors: [
      { processor: 0, design: null, clockKhz: 2_445_428 },
      { processor: 1, design: null, clockKhz: 2_445_428 },
    ],
  });
});

test('hybrid laptop: one model, clocks differ, doubled spaces go', () => {
  const { model, processors } = parseCpuInfo(hybridLaptop);
  assert.equal(model, '12th Gen Intel(R) Core(TM) i7-1260P');
  assert.deepEqual(
    processors.map(({ processor, clockKhz }) => [processor, clockKhz]),
    [
      [0, 3_400_000],
      [1, 3_400_000],
      [12, 1_100_025],
    ],
  );
});

test('ARM board: the board names itself, cores by their part number, clocks unknown', () => {
  const { model, processors } = parseCpuInfo(raspberryPi5);
  assert.equal(model, 'Raspberry Pi 5 Model B Rev 1.0');
  assert.deepEqual(processors, [
    { processor: 0, design: 'Cortex-A76', clockKhz: null },
    { processor: 1, design: 'Cortex-A76', clockKhz: null },
  ]);
});

test('phone without a name: the cores are the model', () => {
  assert.equal(parseCpuInfo(phone).model, '4 × Cortex-A55 + 3 × Cortex-A78 + 1 × Cortex-X1');
});

test('nothing known stays unknown', () => {
  assert.deepEqual(parseCpuInfo(''), { model: null, processors: [] });
  assert.deepEqual(parseCpuInfo('model name	: unknown\nprocessor	: zero\n'), { model: null, processors: [] });
});
