import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isLabError } from '../../../main/core/lab-error.ts';
import { matrixFromRows } from '../../../main/core/linalg/matrix.ts';
import { loadPredictor } from '../../../main/core/predictors/load-predictor.ts';

const ridge = { kind: 'ridge', version: 1, featureNames: ['a', 'b'], weights: [2, 3], intercept: 1, lambda: 0 };
const adaptation = {
  method: 'adaproxy-loo',
  samples: 20,
  lambda: 0.1,
  lambdaMax: 2,
  factor: 1.5,
  kktResidual: 1e-13,
  leaveOneOutRmse: 0.2,
};
const adapted = { kind: 'adaproxy', version: 1, featureNames: ['a', 'b'], weights: [2, 3], intercept: 1, adaptation };

test('known kinds are loaded and predict', () => {
  for (const json of [ridge, adapted]) {
    const model = loadPredictor(json);
    assert.equal(model.kind, json.kind);
    assert.deepEqual(
      [
        ...model.predict(
          matrixFromRows([
            [1, 1],
            [0, 2],
          ]),
        ).mean,
      ],
      [6, 7],
    );
    assert.deepEqual(model.toJSON(), json);
  }
});

const refused = (json: unknown, field: string) =>
  assert.throws(
    () => loadPredictor(json),
    (error) => isLabError(error, 'parse-failed') && error.message.includes(field),
    field,
  );

test('every field is checked and named', () => {
  refused({ ...ridge, kind: 'oracle' }, 'kind');
  refused({ ...ridge, version: 2 }, 'version 2');
  refused({ ...ridge, featureNames: ['a', 1] }, 'featureNames');
  refused({ ...ridge, weights: [2] }, 'weights');
  refused({ ...ridge, weights: [2, null] }, 'weights');
  refused({ ...ridge, intercept: 'one' }, 'intercept');
  refused({ ...adapted, adaptation: { ...adaptation, method: 'guess' } }, 'adaptation.method');
  refused({ ...adapted, adaptation: undefined }, 'adaptation');
});

test('no input makes it fail otherwise', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) =>
      assert.throws(
        () => loadPredictor(json),
        (error) => isLabError(error, 'parse-failed'),
      ),
    ),
    { seed: 9 },
  );
});
