import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { brand, type CampaignId } from '../../main/core/brand.ts';
import { measurement, newTable, spec, tableContent, temporaryStore } from './fixtures.ts';

test('what was stored comes back to the last bit', (context) => {
  const { tables } = temporaryStore(context);
  let count = 0;
  const cell = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: 5e-324 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }), (values) => {
      const name = `table ${count++}`;
      const rows = values.map((row, index) => ({ architecture: brand<never>(`a${index}`), values: row }));
      tables.create(newTable({ name, columns: ['x', 'y', 'z'], rows }));
      const table = tables.get(name);
      assert.deepEqual(
        table.values,
        [0, 1, 2].map((column) => values.map((row) => row[column])),
      );
      assert.deepEqual(
        table.names,
        rows.map((row) => row.architecture),
      );
    }),
    { seed: 1, numRuns: 30 },
  );
});

test('summaries count what is there', (context) => {
  const { tables } = temporaryStore(context);
  const created = tables.create(newTable());
  assert.deepEqual(created, {
    name: 'imported',
    spaceId: 'nas-bench-201',
    quantity: 'latency',
    unit: 'ms',
    source: 'a test',
    architectures: 2,
    columns: [
      { name: 'x', measured: 2, origin: 'imported', conditions: null },
      { name: 'y', measured: 1, origin: 'imported', conditions: null },
    ],
    createdAtMs: 5,
  });
  tables.create(newTable({ name: 'another', rows: [] }));
  assert.deepEqual(
    tables.list().map((table) => [table.name, table.architectures]),
    [
      ['another', 0],
      ['imported', 2],
    ],
  );
  assert.deepEqual(tables.summary('imported'), created);
  assert.throws(() => tables.summary('none'), { code: 'not-found' });
});

test('creating is all or nothing', (context) => {
  const { tables } = temporaryStore(context);
  tables.create(newTable());
  assert.throws(() => tables.create(newTable({ rows: [] })), { code: 'already-exists' });
  assert.equal(tables.get('imported').architectures, 2);
  function* breaks() {
    yield brand<never>('a');
    throw new Error('the rows end here');
  }
  assert.throws(() => tables.create({ ...newTable({ name: 'half' }), names: breaks() }), /the rows end here/);
  assert.deepEqual(
    tables.list().map((table) => table.name),
    ['imported'],
  );
});

test('merging adds rows and columns, replaces imported values and spares measured ones', (context) => {
  const { tables, campaigns } = temporaryStore(context);
  tables.create(newTable());
  const before = tables.version('imported');
  const additions = [
    { architecture: 'b', values: [7, 8] },
    { architecture: 'c', values: [null, 9] },
  ];
  tables.merge('imported', tableContent(['y', 'z'], additions));
  const merged = tables.get('imported');
  assert.deepEqual(merged.names, ['a', 'b', 'c']);
  assert.deepEqual(merged.values, [
    [0.1, 1 / 3, null],
    [null, 7, null],
    [null, 8, 9],
  ]);
  assert.notEqual(merged.version, before);
  assert.equal(tables.version('imported'), merged.version);

  campaigns.create(brand('campaign'), spec({ table: 'imported', column: 'mine' }), 0);
  campaigns.addMeasurement(measurement(brand('campaign'), 0, 0));
  campaigns.closeBlock(brand('campaign'), { block: 0, repeat: 0, outcome: 'accepted', anchorDrift: 0 }, [
    { architecture: 'b', latencyMs: 3 },
  ]);
  assert.deepEqual(tables.get('imported').values[3], [null, 3, null]);
  assert.throws(() => tables.merge('imported', tableContent(['mine'], [])), { code: 'already-exists' });
});

test('a removed table is gone, and its version is not used again', (context) => {
  const { tables } = temporaryStore(context);
  tables.create(newTable());
  const version = tables.version('imported');
  tables.remove('imported');
  assert.throws(() => tables.remove('imported'), { code: 'not-found' });
  tables.create(newTable({ rows: [] }));
  assert.deepEqual(tables.get('imported').values, [[], []]);
  assert.notEqual(tables.version('imported'), version);
});

test('takes a million cells in one transaction', (context) => {
  const { tables } = temporaryStore(context);
  const columns = Array.from({ length: 50 }, (_, index) => `device ${index}`);
  const rows = Array.from({ length: 20_000 }, (_, row) => ({
    architecture: brand<never>(`a${row}`),
    values: columns.map((_name, column) => row + column / 64 + 1),
  }));
  const summary = tables.create(newTable({ columns, rows }));
  assert.equal(
    summary.columns.reduce((sum, column) => sum + column.measured, 0),
    1_000_000,
  );
  assert.equal(tables.get('imported').values[49]?.[19_999], 19_999 + 49 / 64 + 1);
});

test('a renamed table is found by its new name wherever it is named; energies beside it go along', (context) => {
  const { tables, campaigns, models, searches, labels } = temporaryStore(context);
  const id = brand<CampaignId>('campaign');
  tables.create(newTable({ name: 'here' }));
  tables.create(newTable({ name: 'here-energy', quantity: 'energy', unit: 'mJ' }));
  tables.create(newTable({ name: 'other' }));
  campaigns.create(id, spec({ column: 'z' }), 0);
  const model = { name: 'a model', kind: 'ridge', spaceId: brand<never>('fbnet'), objective: 'latency', unit: 'ms', target: 'x' } as const;
  models.add({ ...model, id: brand('m'), table: 'here', proxy: null, trainedOn: 1, heldOut: null, createdAtMs: 0 }, { weights: [1 / 3] });
  const search = { id: brand<never>('s'), spaceId: brand<never>('fbnet'), table: 'other', target: 'x', modelId: null, algorithm: 'random' };
  const accuracy = { kind: 'table', table: 'here', column: 'top1' } as const;
  const about = {
    accuracyTitle: '',
    accuracyStatement: '',
    accuracyMeasured: true,
    limitMs: null,
    candidates: 1,
    frontSize: 1,
    createdAtMs: 0,
  };
  searches.add({ ...search, accuracy, ...about }, null);
  labels.put({ kind: 'table', id: 'here', name: null, tags: ['edge'] });

  assert.throws(() => tables.rename('here', 'other'), { code: 'already-exists' });
  assert.throws(() => tables.rename('none', 'new'), { code: 'not-found' });
  tables.rename('here', 'there');
  assert.deepEqual(
    tables.list().map(({ name }) => name),
    ['other', 'there', 'there-energy'],
  );
  assert.deepEqual(campaigns.get(id).spec, spec({ table: 'there', column: 'z' }));
  assert.deepEqual([models.list()[0]?.table, models.get(brand('m')).document], ['there', { weights: [1 / 3] }]);
  assert.deepEqual([searches.list()[0]?.table, searches.list()[0]?.accuracy], ['other', { ...accuracy, table: 'there' }]);
  assert.deepEqual(labels.list(), [{ kind: 'table', id: 'there', name: null, tags: ['edge'] }]);

  tables.create(newTable({ name: 'back-energy' }));
  assert.throws(() => tables.rename('there', 'back'), { code: 'already-exists' });
  assert.equal(tables.summary('there').name, 'there', 'all or nothing');
});
