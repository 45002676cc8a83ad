import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { incomingFile } from '../../renderer/frame/incoming/incoming-file.ts';

const csv = '# space: fbnet\n# unit: ms\narch,phone\n';

test('a file is told by its name and beginning', async () => {
  const what = async (name: string, content: BlobPart) => (await incomingFile(new File([content], name))).what;
  assert.equal(await what('net.ONNX', 'x'), 'network');
  assert.equal(await what('a.profile.json', '{ "format": "proxylab-device-profile" }'), 'profile');
  assert.equal(await what('a.json', '{"format":"proxylab-model","version":1}'), 'model');
  assert.equal(await what('a.model', '{ "format": "proxylab-cost-model" }'), 'cost-model');
  assert.equal(await what('a.json', '{}'), 'profile');
  assert.equal(await what('latencies.pickle', 'x'), 'table');
});

test('a table says its space and unit above its header, gzipped as well', async () => {
  const known = { what: 'table', spaceId: 'fbnet', quantity: 'latency' };
  assert.deepEqual(await incomingFile(new File([csv], 'a.csv')), known);
  assert.deepEqual(await incomingFile(new File([gzipSync(csv)], 'a.csv.gz')), known);
  assert.deepEqual(await incomingFile(new File(['arch,phone\n'], 'a.csv')), { what: 'table', spaceId: null, quantity: null });
  assert.deepEqual(await incomingFile(new File(['no gzip'], 'a.csv.gz')), { what: 'table', spaceId: null, quantity: null });
});
