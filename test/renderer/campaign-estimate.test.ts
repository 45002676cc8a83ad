import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Campaign } from '../../preload/contract/campaign.ts';
import { campaignEstimate } from '../../renderer/pages/measure/campaign-estimate.ts';
import { campaignRequestOf, initialValues, missing, type FormValues } from '../../renderer/pages/measure/form-values.ts';
import { campaignRequest } from '../../preload/contract/campaign.ts';

const values: FormValues = { ...initialValues, deviceId: 'local', spaceId: 'nas-bench-201' };
const earlier = {
  state: 'finished',
  deviceId: 'local',
  spaceId: 'nas-bench-201',
  precision: 'f32',
  threads: 1,
  runs: 50,
  done: 20,
  startedAtMs: 0,
  endedAtMs: 40_000,
} as Campaign;

test('the least it can take, until something like it was measured', () => {
  assert.deepEqual(campaignEstimate(values, []), { seconds: 100, basis: 'lower-bound', secondsEach: 1 });
  assert.deepEqual(campaignEstimate(values, [{ ...earlier, threads: 2 }]), { seconds: 100, basis: 'lower-bound', secondsEach: 1 });
  assert.deepEqual(campaignEstimate(values, [earlier, { ...earlier, startedAtMs: -100_000, endedAtMs: -20_000 }]), {
    seconds: 200,
    basis: 'earlier',
    secondsEach: 2,
  });
  assert.equal(campaignEstimate({ ...values, samples: null }, []), null);
});

test('the form makes a request that the contract accepts; empty names are left to the lab', () => {
  const request = campaignRequestOf({ ...values, table: '  ', column: ' mine ' });
  assert.equal(campaignRequest.safeParse(request).success, true);
  assert.equal(request !== null && 'table' in request, false);
  assert.equal(request?.column, 'mine');
  assert.equal(campaignRequestOf({ ...values, seed: null }), null);
});

test('networks from files are measured as they are', () => {
  const files = ['a.onnx', 'b.onnx'].map((name) => new File([name], name));
  const fromFiles: FormValues = { ...values, spaceId: 'custom', samples: null, files };
  const request = campaignRequestOf(fromFiles);
  assert.equal(campaignRequest.safeParse(request).success, true);
  assert.deepEqual(
    request?.networks?.map((network) => 'fileName' in network && network.fileName),
    ['a.onnx', 'b.onnx'],
  );
  assert.deepEqual([request?.samples, request?.precision], [undefined, undefined]);
  assert.deepEqual(campaignEstimate(fromFiles, [{ ...earlier, spaceId: 'custom' }]), { seconds: 2, basis: 'lower-bound', secondsEach: 1 });
  assert.equal(campaignEstimate({ ...fromFiles, files: [] }, []), null);
});

test('what is missing is named', () => {
  const ready = { id: 'local', kind: 'local', name: 'This computer', state: 'ready', detail: '' } as const;
  assert.equal(missing(values, ready), undefined);
  assert.equal(missing(values, undefined), 'Needs a device');
  assert.equal(missing(values, { ...ready, state: 'offline' }), 'Needs a device that is ready');
  assert.equal(missing({ ...values, samples: null }, ready), 'Needs a number of architectures');
  assert.equal(missing({ ...values, spaceId: 'custom' }, ready), 'Needs ONNX files');
  assert.equal(missing({ ...values, runs: null }, ready), 'Needs every number');
});
