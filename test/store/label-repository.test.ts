import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryStore } from './fixtures.ts';

test('keeps names and tags; an empty label is forgotten', (context) => {
  const { labels } = temporaryStore(context);
  assert.deepEqual(labels.get('search', 'a'), { kind: 'search', id: 'a', name: null, tags: [] });
  labels.put({ kind: 'search', id: 'a', name: 'under 5 ms', tags: ['edge', 'paper'] });
  labels.put({ kind: 'table', id: 'a', name: null, tags: ['phones'] });
  assert.deepEqual(labels.get('search', 'a'), { kind: 'search', id: 'a', name: 'under 5 ms', tags: ['edge', 'paper'] });
  assert.equal(labels.list().length, 2);
  labels.put({ kind: 'search', id: 'a', name: null, tags: [] });
  assert.deepEqual(labels.list(), [{ kind: 'table', id: 'a', name: null, tags: ['phones'] }]);
});
