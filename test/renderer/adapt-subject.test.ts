import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeviceSummary } from '../../preload/contract/device.ts';
import type { TableSummary } from '../../preload/contract/table.ts';
import { adaptable, adaptSubject, judgedSizes } from '../../renderer/pages/adapt/adapt-subject.ts';
import { measuringPlan } from '../../renderer/pages/adapt/measuring-plan.ts';

const device = (name: string, state: DeviceSummary['state'] = 'ready'): DeviceSummary => ({
  id: `id ${name}`,
  kind: 'local',
  name,
  state,
  detail: '',
});
const column = (name: string, measured: number, origin: 'imported' | 'measured' = 'imported') => ({ name, measured, origin });
const table = (columns: TableSummary['columns'], more: Partial<TableSummary> = {}): TableSummary => ({
  name: 't',
  spaceId: 'nas-bench-201',
  quantity: 'latency',
  unit: 'ms',
  source: '',
  architectures: 100,
  columns,
  createdAtMs: 0,
  ...more,
});
const two = table([column('a', 100), column('b', 100)]);
const subject = (address: string, of = two, devices: DeviceSummary[] = []) => adaptSubject(of, new URLSearchParams(address), devices);

test('the address names the subject; what it does not name, or what is not there, is completed', () => {
  assert.deepEqual([subject('')?.proxy, subject('')?.target, subject('')?.method], ['a', 'b', 'auto']);
  assert.deepEqual([subject('target=a')?.proxy, subject('target=a')?.target], ['b', 'a']);
  assert.deepEqual([subject('proxy=b&target=b')?.target, subject('proxy=gone&method=magic')?.method], ['a', 'auto']);
  assert.deepEqual(subject('without=x&without=y&method=gp')?.without, ['x', 'y']);
});

test('few are used where many are measured; all of them where few are', () => {
  assert.equal(subject('')?.samples, 20);
  assert.equal(subject('samples=all')?.samples, 100);
  assert.equal(subject('samples=40')?.samples, 40);
  assert.equal(subject('samples=4000')?.samples, 100);
  const large = table([column('a', 5000), column('b', 5000)]);
  assert.deepEqual([subject('samples=all', large)?.samples, subject('samples=4000', large)?.samples], [200, 200]);
  assert.equal(subject('', table([column('a', 100), column('b', 30)]))?.samples, 30);
});

test('a device of the lab is a target of which nothing is measured yet; without any there is none', () => {
  const one = table([column('a', 100)]);
  assert.equal(subject('', one), null);
  const found = subject('', one, [device('a'), device('phone')]);
  assert.deepEqual([found?.target, found?.measured, found?.samples], ['phone', 0, 0]);
});

test('sizes are judged where 50 architectures are left', () => {
  assert.deepEqual(judgedSizes({ measured: 100, samples: 30 }), [5, 10, 20, 30, 40]);
  assert.deepEqual(judgedSizes({ measured: 60, samples: 60 }), [5, 10]);
  assert.deepEqual(judgedSizes({ measured: 54, samples: 54 }), []);
});

test('only latencies of a search space can be adapted', () => {
  const others = [table(two.columns, { quantity: 'accuracy' }), table(two.columns, { spaceId: 'custom' }), table([])];
  assert.deepEqual(adaptable([...others, two]), [two]);
});

test('a target is measured on the device that it was measured on, or else the reason is told', () => {
  const measured = table([column('a', 100), column('b', 10, 'measured')]);
  const plan = (of: TableSummary, devices: DeviceSummary[], campaigns: Parameters<typeof measuringPlan>[2] = []) =>
    measuringPlan({ table: of, target: 'b', measured: of.columns[1]?.measured ?? 0 }, devices, campaigns);
  const conditions = { precision: 'int8' as const, threads: 4, affinity: [0] };
  const before = [{ table: 't', column: 'b', deviceId: 'id phone', ...conditions }];
  assert.deepEqual(plan(two, [device('b')]), { off: 'Imported: no such device here' });
  assert.deepEqual(plan(measured, [device('x'), device('phone')], before), { devices: [device('phone')], conditions });
  assert.deepEqual(plan(measured, [device('x')], before), { off: 'The device is not connected' });
  assert.deepEqual(plan(measured, [device('phone', 'measuring')], before), { devices: [device('phone', 'measuring')], conditions });
  assert.deepEqual(plan(measured, [device('phone', 'offline')], before), { off: 'The device is not ready' });
  const others = [device('x', 'checking'), device('y', 'offline'), device('z')];
  assert.deepEqual(plan(measured, others), { devices: [device('z'), device('x', 'checking')], conditions: null });
  assert.deepEqual(plan(measured, []), { off: 'No device is ready' });
  assert.deepEqual(plan(table([column('a', 100)]), [device('b'), device('c')]), { devices: [device('b')], conditions: null });
  assert.deepEqual(plan(table([column('a', 9), column('b', 100, 'measured')]), [device('b')]), { off: 'All are measured' });
});
