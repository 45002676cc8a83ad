import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isLabError } from '../../main/core/lab-error.ts';
import { readModelFile, writeModelFile, type ModelFile } from '../../main/formats/model-file.ts';

const model: ModelFile = {
  name: 'a model',
  spaceId: 'nas-bench-201',
  encoding: 'live',
  variant: null,
  objective: 'latency',
  unit: 'ms',
  table: 't',
  target: 'phone',
  proxy: null,
  heldOut: null,
  trainedOn: 20,
  predictor: { kind: 'ridge', version: 1, weights: [0.1, 1 / 3, -0] },
};

test('a model file reads back as it was written', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(readModelFile(writeModelFile(model)))), {
    format: 'proxylab-model',
    version: 1,
    ...(JSON.parse(JSON.stringify(model)) as object),
  });
});

test('another version, another format and other JSON are refused by name of the field', () => {
  const refused = (text: string, details: RegExp): void =>
    assert.throws(
      () => readModelFile(text),
      (error) => isLabError(error, 'parse-failed') && details.test(error.details),
    );
  refused('{}', /format/);
  refused(writeModelFile(model).replace('"version": 1', '"version": 2'), /version/);
  refused('not json', /JSON/);
  refused(writeModelFile({ ...model, heldOut: null, trainedOn: -1 }), /trainedOn/);
});

test('whatever the text, reading gives a model or a parse-failed error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      try {
        readModelFile(text);
      } catch (error) {
        assert.ok(isLabError(error, 'parse-failed'), String(error));
      }
    }),
    { seed: 1, numRuns: 2000 },
  );
});
