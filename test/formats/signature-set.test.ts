import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { isLabError } from '../../main/core/lab-error.ts';
import { searchSpaces } from '../../main/core/spaces/spaces.ts';
import { descriptorSignature } from '../../main/core/transfer/descriptor-signature.ts';
import { readSignatureSet, writeSignatureSet } from '../../main/formats/signature-set.ts';
import { blobSource, fileSource } from '../../main/formats/text-source.ts';

const shipped = (spaceId: string) => readSignatureSet(fileSource(join(import.meta.dirname, `../../resources/signatures/${spaceId}.json`)));

for (const space of searchSpaces) {
  test(`the signature set of ${space.id} is what the descriptors choose`, async () => {
    const { spaceId, networks } = await shipped(space.id);
    assert.equal(spaceId, space.id);
    assert.deepEqual(networks, descriptorSignature(space, 10), 'npm run build:signatures');
    assert.equal(new Set(networks.map((name) => space.networkKey(space.parse(name)))).size, 10);
  });
}

test('a set that is no set is refused', async () => {
  const set = await shipped('nas-bench-201');
  const refusals: readonly [content: string, code: string][] = [
    ['names', 'parse-failed'],
    ['{}', 'parse-failed'],
    [writeSignatureSet({ ...set, networks: [set.networks[0]!, set.networks[0]!] }), 'parse-failed'],
    [JSON.stringify({ ...JSON.parse(writeSignatureSet(set)), networks: ['|x|'] }), 'invalid-input'],
    [JSON.stringify({ ...JSON.parse(writeSignatureSet(set)), spaceId: 'atlantis' }), 'not-found'],
  ];
  for (const [content, code] of refusals)
    await assert.rejects(readSignatureSet(blobSource('x.json', new Blob([content]))), (error) => isLabError(error) && error.code === code);
});
