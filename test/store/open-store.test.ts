import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { type ArchitectureName, brand } from '../../main/core/brand.ts';
import { openStore } from '../../main/store/open-store.ts';
import { asOrdinaryUser } from '../helpers/ordinary-user.ts';
import { smallDisk, withoutMount } from '../helpers/small-disk.ts';
import { newTable, temporaryFolder } from './fixtures.ts';
import { startHolder } from './store-process.ts';

test('makes a folder that does not exist, and finds everything again', (context) => {
  const folder = join(temporaryFolder(context), 'a', 'lab');
  const store = openStore(folder);
  const created = store.tables.create(newTable());
  store.close();
  const again = openStore(folder);
  assert.deepEqual(again.tables.list(), [created]);
  again.close();
});

test('one lab a folder: another opener is told who holds it, until that one closes', (context) => {
  const folder = temporaryFolder(context);
  const first = openStore(folder, { holder: 'the window' });
  assert.throws(() => openStore(folder), {
    code: 'lab-in-use',
    message: new RegExp(`the window \\(process ${process.pid}\\)`),
    remedy: /--lab/,
  });
  first.tables.create(newTable()); // the refused opener took no lock away
  assert.throws(() => openStore(folder), { code: 'lab-in-use' });
  first.close();
  openStore(folder).close();
});

test('the lock goes with its process, even by kill -9', async (context) => {
  const folder = temporaryFolder(context);
  const holder = await startHolder(folder);
  assert.throws(() => openStore(folder), { code: 'lab-in-use', message: new RegExp(`process ${holder.pid}\\)`) });
  await holder.kill();
  openStore(folder).close();
});

test('reading needs no lock and changes nothing', (context) => {
  const folder = temporaryFolder(context);
  assert.throws(() => openStore(folder, { readOnly: true }), { code: 'not-found' });
  const writer = openStore(folder);
  const reader = openStore(folder, { readOnly: true });
  writer.tables.create(newTable());
  assert.equal(reader.tables.get('imported').architectures, 2);
  assert.throws(() => reader.tables.remove('imported'), { code: 'permission-denied' });
  reader.close();
  writer.close();
});

test('a lab of the first version keeps its tables and takes energies after that', (context) => {
  const folder = temporaryFolder(context);
  const store = openStore(folder);
  store.tables.create(newTable());
  store.close();
  const database = new DatabaseSync(join(folder, 'lab.db'));
  const rows = (table: string) => database.prepare(`select * from ${table}`).all();
  const [columns, names] = [rows('table_column'), rows('table_row')];
  // The one column whose check has changed, as the first version had it, and no table that came later.
  database.exec(`
    drop table cost_model;
    drop table table_layers;
    drop table board;
    drop table device_profile;
    drop table known_device;
    drop table label;
    drop table search_report;
    alter table measurement drop column energy_mj;
    alter table architecture_table rename column quantity to former;
    alter table architecture_table add column quantity text not null default 'latency' check (quantity in ('latency', 'accuracy'));
    update architecture_table set quantity = 'accuracy';
    alter table architecture_table drop column former;
    pragma user_version = 1;
  `);
  openStore(folder).close();
  assert.deepEqual([rows('table_column'), rows('table_row')], [columns, names]);
  database.close();
  const again = openStore(folder);
  assert.equal(again.tables.get('imported').quantity, 'accuracy');
  again.tables.create(newTable({ name: 'energies', quantity: 'energy', unit: 'mJ' }));
  again.close();
});

test('refuses a lab of a newer version and leaves it alone', (context) => {
  const folder = temporaryFolder(context);
  openStore(folder).close();
  const database = new DatabaseSync(join(folder, 'lab.db'));
  database.exec('pragma user_version = 99');
  database.close();
  const before = readFileSync(join(folder, 'lab.db'));
  assert.throws(() => openStore(folder), { code: 'unsupported', remedy: /newer/ });
  assert.throws(() => openStore(folder, { readOnly: true }), { code: 'unsupported' });
  assert.deepEqual(readFileSync(join(folder, 'lab.db')), before);
});

test('says what is wrong with a damaged lab and leaves it alone', (context) => {
  const folder = temporaryFolder(context);
  const file = join(folder, 'lab.db');
  writeFileSync(file, 'arch,x\n'.repeat(1000));
  assert.throws(() => openStore(folder), { code: 'parse-failed' });
  assert.equal(readFileSync(file, 'utf8'), 'arch,x\n'.repeat(1000));
});

test('a file in place of the folder is an input error', (context) => {
  const file = join(temporaryFolder(context), 'file');
  writeFileSync(file, '');
  assert.throws(() => openStore(file), { code: 'invalid-input' });
  assert.throws(() => openStore(join(file, 'lab')), { code: 'invalid-input' });
});

test('a read-only folder is refused for writing and can be read', (context) => {
  const folder = join(temporaryFolder(context), 'lab');
  mkdirSync(folder);
  chmodSync(folder, 0o555);
  chmodSync(dirname(folder), 0o755);
  asOrdinaryUser(() => {
    assert.throws(() => openStore(folder), { code: 'permission-denied', message: /nothing was written/, remedy: /--lab/ });
    assert.throws(() => openStore(join(folder, 'deeper', 'still')), { code: 'permission-denied' });
  });
  assert.deepEqual(readdirSync(folder), []);

  chmodSync(folder, 0o755);
  const writer = openStore(folder);
  writer.tables.create(newTable());
  writer.close();
  chmodSync(folder, 0o555);
  const before = readdirSync(folder);
  asOrdinaryUser(() => {
    assert.throws(() => openStore(folder), { code: 'permission-denied' });
    const reader = openStore(folder, { readOnly: true });
    assert.equal(reader.tables.get('imported').architectures, 2);
    reader.close();
  });
  assert.deepEqual(readdirSync(folder), before);
  chmodSync(folder, 0o755);
});

const noMount = withoutMount();

test('on a full disk a step fails as a whole', { skip: noMount }, (context) => {
  const store = openStore(smallDisk(context, '1m'));
  store.tables.create(newTable());
  const rows = Array.from({ length: 50_000 }, (_, row) => ({
    architecture: brand<ArchitectureName>(`a${row}`),
    values: [row + 1, row + 2],
  }));
  assert.throws(() => store.tables.create(newTable({ name: 'too large', rows })), {
    code: 'disk-full',
    message: /nothing of this step was written/,
  });
  assert.deepEqual(
    store.tables.list().map((table) => table.name),
    ['imported'],
  );
  assert.deepEqual(store.tables.get('imported').values, [
    [0.1, 1 / 3],
    [null, 5e-324],
  ]);
  store.tables.remove('imported');
  store.close();
});

test('a lab cannot be made on a full disk, and nothing of it stays', { skip: noMount }, (context) => {
  const folder = smallDisk(context, '64k');
  writeFileSync(join(folder, 'ballast'), Buffer.alloc(60 * 1024));
  assert.throws(() => openStore(folder), { code: 'disk-full' });
  assert.deepEqual(readdirSync(folder), ['ballast', 'lab.lock']);
});
