import type { ModelSummary } from '../../preload/contract/model.ts';
import { invalidInput } from '../core/lab-error.ts';
import { loadPredictor } from '../core/predictors/load-predictor.ts';
import type { Predictor } from '../core/predictors/predictor.ts';
import type { SearchSpace } from '../core/spaces/search-space.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import { type ModelEncoding, readModelFile, writeModelFile } from '../formats/model-file.ts';
import type { JobRegistry } from '../jobs/job-registry.ts';
import type { Store } from '../store/open-store.ts';
import type { Quantity } from '../store/stored-table.ts';
import { encodedFeatures, encodeNames } from './encode-architectures.ts';
import { os } from './procedures.ts';
import { keepModel, storedModel } from './stored-model.ts';
import { runInSlices } from './run-in-slices.ts';
import { requireQuantity } from './table-column.ts';
import { trainingEncoding, trainOnTable, type TrainRequest } from './train-on-table.ts';

interface ModelContext {
  readonly store: Pick<Store, 'models' | 'tables'>;
  readonly jobs: JobRegistry;
  readonly clock: () => number;
}

interface TrainInput extends TrainRequest {
  readonly table: string;
  readonly objective?: Quantity | undefined;
  readonly name?: string | undefined;
}

export function modelProcedures({ store, jobs, clock }: ModelContext) {
  async function train(request: TrainInput, signal: AbortSignal | undefined): Promise<ModelSummary> {
    const table = store.tables.get(request.table);
    if (request.objective) requireQuantity(table, request.objective);
    const space = findSpace(table.spaceId);
    const { device, predictor: kind } = request;
    const job = { kind: 'training', title: `${device}, ${kind}`, subject: table.name, isStepwise: true } as const;
    const { predictor, trainedOn, heldOut } = await jobs.run(
      job,
      (control) =>
        runInSlices(trainOnTable(space, table, request), control.signal, (share) =>
          control.report({ message: `Fitting ${kind}`, done: Math.floor(100 * share), total: 100 }),
        ),
      signal,
    );
    return keepModel(store.models, clock(), {
      name: request.name ?? job.title,
      spaceId: space.id,
      encoding: trainingEncoding,
      variant: null,
      objective: table.quantity,
      unit: table.unit,
      table: table.name,
      target: device,
      proxy: null,
      trainedOn,
      heldOut,
      predictor: predictor.toJSON(),
    });
  }

  return os.models.router({
    list: os.models.list.handler(() => [...store.models.list()]),
    train: os.models.train.handler(({ input, signal }) => train(input, signal)),
    predict: os.models.predict.handler(({ input }) => {
      const { summary, space, encoding, variant, predictor } = storedModel(store.models, input.modelId);
      const { mean } = predictor.predict(encodeNames(space, input.architectures, encoding, variant));
      return { unit: summary.unit, values: [...mean] };
    }),
    export: os.models.export.handler(({ input }) => {
      const { summary, encoding, variant, predictor } = storedModel(store.models, input.modelId);
      const { id: _id, kind: _kind, createdAtMs: _createdAtMs, ...about } = summary;
      return new Blob([writeModelFile({ ...about, encoding, variant, predictor: predictor.toJSON() })], { type: 'application/json' });
    }),
    import: os.models.import.handler(({ input }) => {
      const model = readModelFile(input.content);
      const space = findSpace(model.spaceId);
      requireVariant(space, model.variant);
      requireFeatures(space, model.encoding, loadPredictor(model.predictor));
      return keepModel(store.models, clock(), model);
    }),
  });
}

function requireVariant({ title, variants }: SearchSpace, variant: string | null): void {
  if (variant === null || variants.includes(variant)) return;
  throw invalidInput(`${title} has no form “${variant}”, which the model is of.`, 'Export the model again, or update the lab.');
}

function requireFeatures(space: SearchSpace, encoding: ModelEncoding, predictor: Predictor): void {
  const expected = encodedFeatures(space, encoding);
  if (predictor.featureNames.length === expected.length && expected.every((name, i) => predictor.featureNames[i] === name)) return;
  throw invalidInput(
    `The model's features are not those of ${space.title} in this version of ProxyLab.`,
    'Train it again from its table.',
    `expected ${expected.length} features, the file has ${predictor.featureNames.length}`,
  );
}
