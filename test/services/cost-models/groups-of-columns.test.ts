import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brand } from '../../../main/core/brand.ts';
import { groupsOfColumns } from '../../../main/services/cost-models/groups-of-columns.ts';
import type { TableColumn } from '../../../main/store/stored-table.ts';

const imported = (name: string): TableColumn => ({ name, measured: 1, origin: 'imported', conditions: null });
const measured = (name: string, deviceId: string): TableColumn => {
  return {
    name,
    measured: 1,
    origin: 'measured',
    conditions: { deviceId: brand(deviceId), runtime: 'r', precision: 'f32', threads: 1, affinity: [] },
  };
};
const sizes = (groups: readonly string[]) => [...Map.groupBy(groups, (group) => group).values()].map((group) => group.length);

test('units of one model belong together, as long as names leave several groups', () => {
  assert.deepEqual(sizes(groupsOfColumns(['a_0', 'a_1', 'b_0', 'c', 'd-12', 'd-13'].map(imported), undefined)), [2, 1, 1, 2]);
  assert.deepEqual(
    sizes(groupsOfColumns(['phone 1', 'phone 2', 'phone 3', 'phone 4', 'phone 5'].map(imported), undefined)),
    [1, 1, 1, 1, 1],
  );
});

test('settings of one device belong together, unless there is no other device', () => {
  const here = [measured('f32', 'local'), measured('int8', 'local')];
  assert.deepEqual(sizes(groupsOfColumns([...here, imported('x')], undefined)), [2, 1]);
  assert.deepEqual(sizes(groupsOfColumns(here, undefined)), [1, 1]);
});

test('a file decides, for what it names', () => {
  const given = new Map([['a_0', 'one'], ['b', 'one']]); // prettier-ignore
  assert.deepEqual(sizes(groupsOfColumns(['a_0', 'a_1', 'b'].map(imported), given)), [2, 1]);
});
