import { requireFeatures } from '../require-features.ts';
import type { Predictor, PredictorJson } from '../predictor.ts';
import { PredictorFields } from '../predictor-fields.ts';
import type { Tree } from './tree.ts';
import { TreeEnsemble } from './tree-ensemble.ts';

export interface BoostingPredictor extends Predictor {
  readonly kind: 'boosting';
  /** What is predicted before any tree: the mean of the targets. */
  readonly base: number;
  readonly trees: readonly Tree[];
}

const version = 1;

export function boostingPredictor(featureNames: readonly string[], base: number, trees: readonly Tree[]): BoostingPredictor {
  const ensemble = new TreeEnsemble(trees);
  return {
    kind: 'boosting',
    featureNames,
    base,
    trees,
    predict(x) {
      requireFeatures(x, featureNames.length);
      const mean = new Float64Array(x.rows).fill(base);
      ensemble.addTo(mean, x);
      return { mean };
    },
    toJSON: (): PredictorJson => ({
      kind: 'boosting',
      version,
      featureNames,
      base,
      trees: trees.map(({ features, values }) => ({ features: [...features], values: [...values] })),
    }),
  };
}

/** The model that `toJSON` described; `parse-failed` where a field is not what it should be. */
export function boostingFromJson(json: unknown): BoostingPredictor {
  const fields = new PredictorFields(json);
  fields.requireVersion(version);
  const featureNames = fields.texts('featureNames');
  return boostingPredictor(
    featureNames,
    fields.number('base'),
    fields.objects('trees').map((tree) => treeFromJson(tree, featureNames.length)),
  );
}

function treeFromJson(fields: PredictorFields, features: number): Tree {
  const nodes = fields.integers('features', -1, features - 1);
  const values = fields.numbers('values', nodes.length);
  let splits = 0;
  for (const [node, feature] of nodes.entries()) {
    // In breadth-first order children come later, so that every path ends.
    if (feature >= 0 && 2 * splits++ + 1 <= node) throw fields.refusal('features', 'a tree in breadth-first order');
  }
  if (nodes.length !== 2 * splits + 1) throw fields.refusal('features', 'a whole tree');
  return { features: nodes, values };
}
