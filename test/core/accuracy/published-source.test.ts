import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPublishedResults } from '../../../build/accuracy/read-published-results.ts';
import { fitPublishedResults } from '../../../main/core/accuracy/published-fit.ts';
import { publishedImageNet } from '../../../main/core/accuracy/published-imagenet.ts';
import { publishedFeatures, publishedSource } from '../../../main/core/accuracy/published-source.ts';
import { isLabError } from '../../../main/core/lab-error.ts';
import { createRng } from '../../../main/core/rng.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { findSpace } from '../../../main/core/spaces/spaces.ts';
import { allCloseTo } from '../../helpers/close-to.ts';
import { referenceData, withoutData } from '../../helpers/requirements.ts';

const results = 'accuracy/imagenet_mobile_accuracy.csv';

test('the weights that come with the program are those of the published results', { skip: withoutData(results) }, () => {
  const fit = fitPublishedResults(readPublishedResults(referenceData(results)!));
  allCloseTo(fit.weights, publishedImageNet.weights, 1e-5);
  assert.equal(fit.networks, publishedImageNet.networks);
  // What numpy found by the same formula.
  allCloseTo([fit.meanErrorPp, fit.p90ErrorPp], [1.141, 2.59], 2e-3);
});

test('an estimate of ImageNet networks: larger ones are better, all are possible, none passes for measured', () => {
  for (const id of ['mobilenet-v2', 'mobilenet-v3', 'proxylessnas', 'fbnet']) {
    const space = findSpace(id);
    const source = publishedSource(space);
    assert.equal(source.measured, false);
    assert.match(source.statement, /±1\.1 points, 1 in 10 beyond 2\.6/);
    const rng = createRng(1);
    const some = Array.from({ length: 40 }, () => space.sample(rng));
    const scores = source.score(space, some);
    assert.ok(scores.every((score) => score > 55 && score < 85));
    const macs = some.map((architecture) => publishedFeatures(space.network(architecture)).macs);
    const [least, most] = [macs.indexOf(Math.min(...macs)), macs.indexOf(Math.max(...macs))];
    assert.ok(scores[most]! > scores[least]!);
  }
});

test('networks that are not made for ImageNet are refused', () => {
  assert.throws(
    () => publishedSource(nasBench201),
    (error) => isLabError(error, 'invalid-input') && /not made for ImageNet/.test(error.message),
  );
});
