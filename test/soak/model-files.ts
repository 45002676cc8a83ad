import fc from 'fast-check';
import { loadPredictor } from '../../main/core/predictors/load-predictor.ts';
import { readModelFile, writeModelFile } from '../../main/formats/model-file.ts';
import { damagedText } from './damaged.ts';
import { assertRefusal, fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

const head = {
  name: 'm',
  spaceId: 'nas-bench-201',
  encoding: 'live',
  variant: null,
  objective: 'latency',
  unit: 'ms',
  table: 't',
  target: 'x',
  proxy: null,
  heldOut: null,
  trainedOn: 2,
} as const;
const valid = [
  writeModelFile({
    ...head,
    predictor: { kind: 'ridge', version: 1, featureNames: ['a', 'b'], weights: [2, 3], intercept: 1, lambda: 0 },
  }),
  writeModelFile({
    ...head,
    encoding: 'descriptors',
    variant: 'cifar100',
    predictor: {
      kind: 'transfer',
      version: 1,
      featureNames: ['a', 'b'],
      relativeDeviation: 0.1,
      sources: [{ name: 's', offset: 1, unit: 2, parts: [{ scale: 'log', probability: 1, intercept: 0, weights: [1, 2], floorMs: 0.5 }] }],
      terms: [
        {
          share: 1,
          scale: 'raw',
          floorMs: 0.1,
          constant: 3,
          descriptorWeights: [1, 2],
          sourceWeights: [0.5],
          radial: [{ input: 'x', name: 'r', sharpness: 1, columns: [1], centres: [0], scales: [1], support: [1, 2], coefficients: [3, 4] }],
        },
      ],
    },
  }),
];

const texts = fc.oneof(
  { weight: 3, arbitrary: damagedText(valid) },
  { weight: 1, arbitrary: fc.oneof(fc.string({ unit: 'binary' }), fc.json()) },
);

/** Whatever the text: a model whose predictor loads, or a refusal. */
export const modelFileProperties: readonly SoakProperty[] = [
  {
    name: 'model files',
    check: (numRuns) =>
      fc.assert(
        fc.property(texts, (text) => inTime(() => read(text))),
        fixedRuns(numRuns),
      ),
  },
];

function read(text: string): void {
  try {
    loadPredictor(readModelFile(text).predictor);
  } catch (error) {
    assertRefusal(error);
  }
}
