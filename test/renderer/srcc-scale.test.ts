import assert from 'node:assert/strict';
import { test } from 'node:test';
import { srccCellText, srccInk, srccMark, srccStep } from '../../renderer/charts/srcc-scale.ts';

test('bins of .1, split at .95', () => {
  assert.deepEqual([-0.4, 0, 0.09, 0.1, 0.3, 0.1 + 0.2, 0.8999, 0.9, 0.9499, 0.95, 1].map(srccStep), [0, 0, 0, 1, 3, 3, 8, 9, 9, 10, 10]);
});

test('the text turns with the colours', () => {
  assert.equal(srccInk(0.79), 'var(--seq-on-lo)');
  assert.equal(srccInk(0.8), 'var(--seq-on-hi)');
});

test('cell texts have two digits and never round up over the gate', () => {
  assert.deepEqual([0.691, 0.996, 1, -0.123, 0.8996, 0.9, 0.004, -0.001].map(srccCellText), [
    '.69',
    '1.0',
    '1.0',
    '−.12',
    '.89',
    '.90',
    '.00',
    '.00',
  ]);
});

test('the decision goes by the interval', () => {
  assert.equal(srccMark(0.9, 0.95), 'reuse');
  assert.equal(srccMark(0.88, 0.9), 'unsure');
  assert.equal(srccMark(0.6, 0.899), 'adapt');
  assert.equal(srccMark(null, 0.95), 'unknown');
});
