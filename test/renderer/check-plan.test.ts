import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeviceSummary } from '../../preload/contract/device.ts';
import { checkPlan, networksToCheck, signatureAddress } from '../../renderer/pages/cost-model/check-plan.ts';
import { askedValues } from '../../renderer/pages/measure/asked-values.ts';

const network = (name: string, width: number | null, measuredMs: number | null = null) => {
  return { network: name, latencyMs: 10, lowMs: width && 10 / width, highMs: width && 10 * width, scalarMs: 10, measuredMs };
};
const conditions = { deviceId: 'local', precision: 'int8', threads: 2, affinity: [0, 1], resolution: 96 } as const;
const predictions = { table: 'cells', device: 'here', conditions: { ...conditions, affinity: [...conditions.affinity] } };
const local = (state: DeviceSummary['state']) => [{ id: 'local', name: 'This computer', state } as DeviceSummary];

test('what the model is least sure of is checked, the picked network first', () => {
  const networks = [
    network('a', 1.1),
    network('b', 1.5),
    network('c', 1.3, 10),
    network('d', 1.2),
    network('e', 1.4),
    network('f', 1.05),
    network('g', 1.01),
  ];
  assert.deepEqual(networksToCheck({ networks }, null), ['b', 'e', 'd', 'a', 'f']);
  assert.deepEqual(networksToCheck({ networks }, 'g'), ['g', 'b', 'e', 'd', 'a']);
  const plain = Array.from({ length: 9 }, (_, i) => network(String(i), null));
  assert.deepEqual(networksToCheck({ networks: plain }, null), ['0', '2', '4', '6', '8']);
});

test('the address of the Measure page holds the networks and the column’s conditions', () => {
  const plan = checkPlan(predictions, 'nas-bench-201', local('ready'), ['|a~0|', '|b~0|']);
  assert.ok('href' in plan);
  const params = new URL(plan.href, 'http://lab').searchParams;
  assert.equal(params.get('device'), 'local');
  assert.deepEqual(askedValues(params), {
    architectures: ['|a~0|', '|b~0|'],
    spaceId: 'nas-bench-201',
    blocks: 2,
    table: 'cells',
    column: 'here',
    precision: 'int8',
    threads: 2,
    affinity: [0, 1],
    resolution: 96,
  });
  assert.deepEqual(askedValues(new URLSearchParams('campaign=new&device=local')), {});
});

test('where nothing can be run the button says why', () => {
  const off = (
    ...[space, devices, networks, given = predictions]: [
      string,
      DeviceSummary[],
      string[],
      (typeof predictions | { table: string; device: string; conditions: null })?,
    ]
  ) => {
    const plan = checkPlan(given, space, devices, networks);
    return 'off' in plan ? plan.off : plan.href;
  };
  assert.match(off('nas-bench-201', local('ready'), []), /All are measured/);
  assert.match(off('layered', local('ready'), ['a']), /nothing to run/);
  assert.match(off('custom', local('ready'), ['a']), /files on Measure/);
  assert.match(off('nas-bench-201', local('ready'), ['a'], { ...predictions, conditions: null }), /Imported/);
  assert.match(off('nas-bench-201', [], ['a']), /not connected/);
  assert.match(off('nas-bench-201', local('offline'), ['a']), /not ready/);
  assert.match(off('nas-bench-201', local('measuring'), ['a']), /^\/measure\?/, 'there it waits in line');
  assert.equal(signatureAddress({ table: 't', spaceId: 'layered', signature: ['a'] }), null);
  assert.match(signatureAddress({ table: 't', spaceId: 'fbnet', signature: ['a', 'b'] })!, /arch=a&arch=b$/);
});
