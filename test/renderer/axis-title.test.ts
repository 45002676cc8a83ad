import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAxisTitle } from '../../renderer/charts/axis-title.ts';

test('takes name, unit and note apart', () => {
  assert.deepEqual(parseAxisTitle('MACs, M (stand-in for capacity)'), { name: 'MACs', unit: 'M', note: 'stand-in for capacity' });
  assert.deepEqual(parseAxisTitle('CIFAR-10 test accuracy, %'), { name: 'CIFAR-10 test accuracy', unit: '%', note: '' });
  assert.deepEqual(parseAxisTitle('score'), { name: 'score', unit: '', note: '' });
});
