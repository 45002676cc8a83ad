import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitCostModel } from '../../main/core/cost-model/fit-cost-model.ts';
import { type CostModelKind, costModelKinds } from '../../main/core/cost-model/cost-model.ts';
import { createRng } from '../../main/core/rng.ts';
import { runToEnd } from '../../main/core/run-to-end.ts';
import { readCostModelFile, writeCostModelFile } from '../../main/formats/cost-model-file.ts';
import { readDeviceGroups } from '../../main/formats/device-groups.ts';
import { readLayeredNetworks } from '../../main/formats/layered-networks.ts';
import { blobSource, type TextSource } from '../../main/formats/text-source.ts';
import { syntheticLatencies, syntheticNetworks } from '../core/cost-model/synthetic-devices.ts';
import { damagedText } from './damaged.ts';
import { assertRefusal, fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

const networks = syntheticNetworks(3);
const training = { networks, latencyMs: syntheticLatencies(networks, 3), signature: [0, 2] };
const fitted = (kind: CostModelKind) => runToEnd(fitCostModel(kind, training, createRng(1)));
const files = costModelKinds.map((kind) =>
  writeCostModelFile({
    name: 'm',
    table: 't',
    spaceId: 'layered',
    trainingDevices: ['a', 'b', 'c'],
    model: fitted(kind),
    scalar: fitted('scalar'),
  }),
);
const groups = ['device,group\na,x\n"b, c",y\n', 'device,model,group\na,1,x\n'];
const layers = [
  '{"id":"a","layers":[["conv",8,4,3,16,3,2,1,6912],["relu",4,4,16,16,0,0,0,256]]}\n{"id":"b","columns":["op","in_hw","out_hw","in_c","out_c","kernel","stride","pad","macs"],"layers":[["pool",4,1,16,16,4,4,0,16]]}\n',
];

/** Whatever the text: a cost model, networks or groups, or a refusal that names the place. */
export const costModelProperties: readonly SoakProperty[] = [
  {
    name: 'cost models',
    check: (numRuns) =>
      fc.assert(
        fc.property(damagedText(files), (text) => inTime(() => readModel(text))),
        fixedRuns(numRuns),
      ),
  },
  textProperty('networks as layers', layers, readLayeredNetworks),
  textProperty('groups of devices', groups, readDeviceGroups),
];

function readModel(text: string): void {
  try {
    const { model } = readCostModelFile(text);
    const [prediction] = model.predict([model.signature.map(() => 3)], networks);
    assert.ok(prediction!.latencyMs.every((value) => value >= 0));
  } catch (error) {
    assertRefusal(error);
  }
}

function textProperty(name: string, valid: readonly string[], read: (source: TextSource) => Promise<unknown>): SoakProperty {
  const texts = fc.oneof(
    { weight: 3, arbitrary: damagedText(valid) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );
  return {
    name,
    check: (numRuns) =>
      fc.assert(
        fc.asyncProperty(texts, async (text) => {
          try {
            await read(blobSource('a.file', new Blob([text])));
          } catch (error) {
            assertRefusal(error, /^a\.file(, line \d+)?(, column (\d+|“.*”))?: .+ Nothing was imported\.$/s);
          }
        }),
        fixedRuns(numRuns),
      ),
  };
}
