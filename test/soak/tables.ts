import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { nasBench201Order } from '../../main/formats/importers/nas-bench-201-order.ts';
import { readTable, tableImporters } from '../../main/formats/importers/read-table.ts';
import { blobSource } from '../../main/formats/text-source.ts';
import type { TableFormat } from '../../preload/contract/table.ts';
import { torchFile, torchFiles } from '../formats/pickle/torch-files.ts';
import { damagedBytes, damagedText } from './damaged.ts';
import { validPickles } from './pickles.ts';
import { assertRefusal, fixedRuns, type SoakProperty } from './soak-property.ts';

const [first = '', second = '', third = ''] = nasBench201Order();
const csv = [
  `# space: nas-bench-201\n# unit: us\n# source: x\n\narch,a,"b, c"\n${first},1500,\n${second},1e3,2\n`,
  `arch,a\n"${first}",1\n${third},2.5\n`,
];
const logs = [`,nasbench201_2,11.7,0.5,4.8\n,nasbench201_0,6.5,0.7,5.2\n`];
const bench = [
  `{"id": "nasbench201_2", "cpu": 11.7, "gpu": null, "graph": {}}\n{"id": "nasbench201_0", "cpu": 6, "gpu": 4.5, "graph": {}}\n`,
];
const runs = [`22.5,17.5,18.5\n14,12,13\n`];

const place = /^a\.file(, data\.pkl)?(, (line|row|byte) \d+)?(, column (\d+|“.*”))?: .+ Nothing was imported\.$/s;

/** Whatever the file, and whatever format it is taken for: a table, or a refusal that names the file. */
export const tableProperties: readonly SoakProperty[] = [
  tableProperty('CSV tables', damagedText(csv).map(bytesOf)),
  tableProperty('tables of arbitrary text', fc.string({ unit: 'binary', maxLength: 400 }).map(bytesOf)),
  tableProperty('gzipped tables', damagedBytes(csv.map((text) => gzipSync(text)))),
  tableProperty('logs and runs', damagedText([...logs, ...bench, ...runs]).map(bytesOf)),
  tableProperty('pickled tables', damagedBytes(validPickles)),
  tableProperty('PyTorch files', damagedBytes(torchFiles.map(torchFile))),
];

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function tableProperty(name: string, files: fc.Arbitrary<Uint8Array<ArrayBuffer>>): SoakProperty {
  const formats = fc.option(fc.constantFrom(...tableImporters.map(({ id }) => id)), { nil: undefined, freq: 3 });
  return {
    name,
    check: (numRuns) =>
      fc.assert(
        fc.asyncProperty(files, formats, async (bytes, format) => read(bytes, format)),
        fixedRuns(numRuns),
      ),
  };
}

async function read(bytes: Uint8Array<ArrayBuffer>, format: TableFormat | undefined): Promise<void> {
  const canonicalName = (name: string) => nasBench201.print(nasBench201.parse(name));
  const options = { quantity: 'latency', spaceId: nasBench201.id, canonicalName, order: [first, second] } as const;
  try {
    await readTable(blobSource('a.file', new Blob([bytes])), options, format);
  } catch (error) {
    assertRefusal(error, place);
  }
}
