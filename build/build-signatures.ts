import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { descriptorSignature, signatureCandidates } from '../main/core/transfer/descriptor-signature.ts';
import { searchSpaces } from '../main/core/spaces/spaces.ts';
import { writeSignatureSet } from '../main/formats/signature-set.ts';

/** `npm run build:signatures`: the signature sets that come with the program, chosen on descriptors alone. A set that changes needs a new id. */
const size = 10;
const folder = join(import.meta.dirname, '../resources/signatures');

mkdirSync(folder, { recursive: true });
for (const space of searchSpaces) {
  const method = `the ${size} of ${signatureCandidates} random architectures that reduce the variance of all most, by descriptors alone`;
  const set = { id: `${space.id}-${size}-2`, spaceId: space.id, method, networks: descriptorSignature(space, size) };
  writeFileSync(join(folder, `${space.id}.json`), writeSignatureSet(set));
}
process.stdout.write(`wrote resources/signatures for ${searchSpaces.length} spaces\n`);
