import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMemoryInfo } from '../../../main/devices/profile/memory-info.ts';

test('total and available memory', () => {
  const text = `MemTotal:       24684096 kB
MemFree:        23961016 kB
MemAvailable:   24252536 kB
Buffers:            3608 kB
`;
  assert.deepEqual(parseMemoryInfo(text), { totalBytes: 24_684_096 * 1024, availableBytes: 24_252_536 * 1024 });
});

test('an old kernel has no MemAvailable; nothing is made of what is not there', () => {
  assert.deepEqual(parseMemoryInfo('MemTotal:        1882512 kB\nMemFree: 100 kB\n'), {
    totalBytes: 1_882_512 * 1024,
    availableBytes: null,
  });
  assert.deepEqual(parseMemoryInfo(''), { totalBytes: null, availableBytes: null });
});
