import { join } from 'node:path';
import { searchSpaces } from '../../core/spaces/spaces.ts';
import { readSignatureSet, type SignatureSetFile } from '../../formats/signature-set.ts';
import { fileSource } from '../../formats/text-source.ts';

/** The signature sets that come with the program, one a space; read when they are first asked for. */
export function signatureSets(resourcesFolder: string): () => Promise<readonly SignatureSetFile[]> {
  let sets: Promise<readonly SignatureSetFile[]> | undefined;
  return () =>
    (sets ??= Promise.all(searchSpaces.map(({ id }) => readSignatureSet(fileSource(join(resourcesFolder, `signatures/${id}.json`))))));
}
