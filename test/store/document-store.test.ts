import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brand } from '../../main/core/brand.ts';
import type { StoredModel } from '../../main/store/model-repository.ts';
import { temporaryStore } from './fixtures.ts';

function model(id: string, createdAtMs: number): StoredModel {
  return {
    id: brand(id),
    name: 'a model',
    kind: 'ridge',
    spaceId: brand('nas-bench-201'),
    objective: 'latency',
    unit: 'ms',
    table: 'here',
    target: 'x',
    proxy: null,
    heldOut: null,
    trainedOn: 10,
    createdAtMs,
  };
}

test('keeps summaries beside documents', (context) => {
  const { models, searches } = temporaryStore(context);
  models.add(model('one', 1), { version: 1, weights: [0.1, 1 / 3] });
  models.add(model('two', 2), null);
  assert.deepEqual(models.list(), [model('two', 2), model('one', 1)]);
  assert.deepEqual(models.get(brand('one')), { summary: model('one', 1), document: { version: 1, weights: [0.1, 1 / 3] } });
  assert.throws(() => models.add(model('one', 3), null), { code: 'already-exists' });
  models.rename(brand('one'), 'proxy “1”');
  assert.deepEqual(models.get(brand('one')), {
    summary: { ...model('one', 1), name: 'proxy “1”' },
    document: { version: 1, weights: [0.1, 1 / 3] },
  });
  assert.throws(() => models.rename(brand('none'), 'x'), { code: 'not-found' });
  models.remove(brand('one'));
  assert.throws(() => models.get(brand('one')), { code: 'not-found' });
  assert.throws(() => models.remove(brand('one')), { code: 'not-found' });
  assert.deepEqual(searches.list(), []);
});
