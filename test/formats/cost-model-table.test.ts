import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError, type LabErrorCode } from '../../main/core/lab-error.ts';
import { readCostModelTable } from '../../main/formats/cost-model-table.ts';
import { readDeviceGroups } from '../../main/formats/device-groups.ts';
import { readLayeredNetworks } from '../../main/formats/layered-networks.ts';
import { blobSource } from '../../main/formats/text-source.ts';

const source = (name: string, text: string) => blobSource(name, new Blob([text]));
const networks = (text: string) => readLayeredNetworks(source('n.jsonl', text));
const groups = (text: string) => readDeviceGroups(source('g.csv', text));

const columns = '["op","in_hw","out_hw","in_c","out_c","kernel","stride","pad","macs"]';
const layer = '["conv",8,4,3,16,3,2,1,6912]';
const parsed = { operator: 'conv', inSide: 8, outSide: 4, inChannels: 3, outChannels: 16, kernel: 3, stride: 2, padding: 1, macs: 6912 };

test('networks are read with their columns in any order, or in the usual one', async () => {
  const text = `{"index":0,"id":"a","columns":${columns},"layers":[${layer}]}\n\n{"id":"b","layers":[${layer},["relu",4,4,16,16,0,0,0,256]]}\n{"id":"c","columns":["macs","op","in_hw","out_hw","in_c","out_c","kernel","stride","pad"],"layers":[[6912,"conv",8,4,3,16,3,2,1]]}`;
  const [a, b, c] = await networks(text);
  assert.deepEqual([a, c], [{ id: 'a', layers: [parsed] }, { id: 'c', layers: [parsed] }]); // prettier-ignore
  assert.deepEqual(b!.layers.map(({ operator }) => operator), ['conv', 'relu']); // prettier-ignore
});

async function refused(reading: Promise<unknown>, code: LabErrorCode, message: RegExp): Promise<void> {
  await assert.rejects(reading, (error) => {
    assert.ok(isLabError(error, code) && error.remedy !== '', String(error));
    assert.match(error.message, message);
    return true;
  });
}

test('what is no network is refused with its line and layer', async () => {
  const good = `{"id":"a","layers":[${layer}]}\n`;
  await refused(networks(''), 'parse-failed', /n\.jsonl, line 1: it holds no networks/);
  await refused(networks(`${good}{"id":`), 'parse-failed', /line 2: the line is no JSON object/);
  await refused(networks(`${good}[1]`), 'parse-failed', /line 2/);
  await refused(networks('{"layers":[]}'), 'invalid-input', /line 1, column “id”/);
  await refused(networks('{"id":"a","layers":[]}'), 'invalid-input', /column “layers”: the network has no layers/);
  await refused(networks(`{"id":"a","columns":["op"],"layers":[${layer}]}`), 'invalid-input', /column “columns”/);
  await refused(networks(`${good}${good}`), 'invalid-input', /line 2: it is the network of line 1 again/);
  await refused(networks(`{"id":"a","layers":[${layer},["conv",8]]}`), 'invalid-input', /“layer 2”: the layer has not 9 values/);
  await refused(
    networks(`{"id":"a","layers":[["lstm",8,4,3,16,3,2,1,6912]]}`),
    'invalid-input',
    /“layer 1: op”: the layer is none of conv/,
  );
  for (const value of ['-1', '1.5', '1e300', 'null', '"8"']) {
    await refused(
      networks(`{"id":"a","layers":[["conv",8,4,3,${value},3,2,1,6912]]}`),
      'invalid-input',
      /“layer 1: out_c”: .* is not a whole/,
    );
  }
});

test('groups stand in the column of that name, or in the second', async () => {
  assert.deepEqual([...(await groups('device,group\na, x\n"b, c",y\n\na,x\n'))], [['a', 'x'], ['b, c', 'y']]); // prettier-ignore
  assert.deepEqual([...(await groups('device,model,core\na,x,1\n'))], [['a', 'x']]);
  assert.deepEqual([...(await groups('device,core,group\na,1,x\n'))], [['a', 'x']]);
});

test('what are no groups is refused with its line', async () => {
  await refused(groups(''), 'parse-failed', /g\.csv, line 1: the file is empty/);
  await refused(groups('phone,group\n'), 'parse-failed', /column 1: the header begins with “phone”/);
  await refused(groups('device\na\n'), 'parse-failed', /the header names no group/);
  await refused(groups('device,group\n,x\n'), 'invalid-input', /line 2, column “device”/);
  await refused(groups('device,group\na\n'), 'invalid-input', /line 2, column 2: a has no group/);
  await refused(groups('device,group\na,x\na,y\n'), 'invalid-input', /line 3, column 2: a is of another group above/);
  await refused(groups('device,group\n"a,x\n'), 'parse-failed', /the quotes are wrong/);
});

test('latencies, layers and groups are put together by ids', async () => {
  const { table, withoutLayers } = await readCostModelTable({
    latencies: source('t.csv', '# space: whatever\narch,p,q\nb,1,2\nx,3,4\na,5,-1\n'),
    networks: source('n.jsonl', `{"id":"a","layers":[${layer}]}\n{"id":"b","layers":[${layer}]}\n{"id":"c","layers":[${layer}]}\n`),
    groups: source('g.csv', 'device,group\np,m\n'),
    missing: -1,
  });
  assert.deepEqual(table.networks.map(({ id }) => id), ['b', 'a']); // prettier-ignore
  assert.deepEqual(table.latencyMs, [Float64Array.of(1, 5), Float64Array.of(2, NaN)]);
  assert.deepEqual([table.devices, table.groups, withoutLayers], [['p', 'q'], ['m', 'device q'], ['x']]); // prettier-ignore
  const others = { latencies: source('t.csv', 'arch,p\nz,1\n'), networks: source('n.jsonl', `{"id":"a","layers":[${layer}]}`) };
  await refused(readCostModelTable(others), 'invalid-input', /n\.jsonl: it has layers of none of the networks of t\.csv/);
});
