import { randomUUID } from 'node:crypto';
import type { Adaptation, ModelSummary } from '../../preload/contract/model.ts';
import { brand, type ModelId } from '../core/brand.ts';
import { invalidInput } from '../core/lab-error.ts';
import { selectRows } from '../core/linalg/matrix.ts';
import type { LinearPredictor } from '../core/predictors/linear-predictor.ts';
import { loadPredictor } from '../core/predictors/load-predictor.ts';
import type { Predictor } from '../core/predictors/predictor.ts';
import { fitRidge } from '../core/predictors/ridge.ts';
import { createRng } from '../core/rng.ts';
import type { EncodingForm, SearchSpace } from '../core/spaces/search-space.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import { spearman } from '../core/stats/spearman.ts';
import { adaptProxy } from '../core/transfer/adaproxy.ts';
import { gate } from '../core/transfer/gate.ts';
import { readModelFile, writeModelFile, type ModelFile } from '../formats/model-file.ts';
import type { Store } from '../store/open-store.ts';
import { encodeNames } from './encode-architectures.ts';
import { os } from './procedures.ts';
import { storedModel } from './stored-model.ts';
import { filledCells, requireQuantity, tableColumn } from './table-column.ts';

interface ModelContext {
  readonly store: Pick<Store, 'models' | 'tables'>;
  readonly clock: () => number;
}

interface AdaptRequest {
  readonly table: string;
  readonly proxy: string;
  readonly target: string;
  readonly samples: number;
  readonly method: 'adaproxy' | 'adaproxy-loo';
  readonly seed: number;
  readonly name?: string | undefined;
}

export function modelProcedures({ store, clock }: ModelContext) {
  function save(model: ModelFile): ModelSummary {
    const { predictor, encoding, ...about } = model;
    const id = brand<ModelId>(`model-${randomUUID().slice(0, 8)}`);
    const summary = { id, ...about, kind: predictor.kind, spaceId: findSpace(about.spaceId).id, createdAtMs: clock() };
    store.models.add(summary, { encoding, predictor });
    return summary;
  }

  function train(table: string, device: string, name: string | undefined): ModelSummary {
    const data = store.tables.get(table);
    const space = findSpace(data.spaceId);
    const cells = filledCells(data, device);
    const predictor = fitLinear(space, cells.names, cells.values, 'live');
    return save({
      name: name ?? `${device}, ridge`,
      spaceId: space.id,
      encoding: 'live',
      objective: data.quantity,
      unit: data.unit,
      table,
      target: device,
      proxy: null,
      trainedOn: cells.names.length,
      predictor: predictor.toJSON(),
    });
  }

  /** Samples are drawn from the architectures that both devices have; all others of them judge the result. */
  function adapt({ table, proxy, target, samples, method, seed, name }: AdaptRequest): Adaptation {
    const data = store.tables.get(table);
    requireQuantity(data, 'latency');
    if (proxy === target) throw invalidInput('Proxy and target are the same column.', 'Choose two different ones.');
    const space = findSpace(data.spaceId);
    const encoding: EncodingForm = method === 'adaproxy' ? 'one-hot' : 'live';
    const proxyCells = filledCells(data, proxy);
    const proxyPredictor = fitLinear(space, proxyCells.names, proxyCells.values, encoding);

    const [proxyColumn, targetColumn] = [tableColumn(data, proxy), tableColumn(data, target)];
    const common = data.names.flatMap((architecture, row) => {
      const [onProxyMs, onTargetMs] = [proxyColumn[row] ?? null, targetColumn[row] ?? null];
      return onProxyMs === null || onTargetMs === null ? [] : [{ architecture, onProxyMs, onTargetMs }];
    });
    if (common.length < samples)
      throw invalidInput(
        `“${proxy}” and “${target}” have ${common.length} architectures in common, ${samples} samples were asked for.`,
        'Measure more architectures on the target, or ask for fewer samples.',
      );
    const rng = createRng(seed);
    const order = rng.shuffle(common.map((_, i) => i));
    const [sampled, heldOut] = [order.slice(0, samples), order.slice(samples)];
    const x = encodeNames(
      space,
      common.map((one) => one.architecture),
      encoding,
    );
    const onProxy = (rows: readonly number[]) => Float64Array.from(rows, (row) => common[row]!.onProxyMs);
    const onTarget = (rows: readonly number[]) => Float64Array.from(rows, (row) => common[row]!.onTargetMs);

    const options = method === 'adaproxy' ? { method, rng: rng.fork('validation') } : { method };
    const adapted = adaptProxy(proxyPredictor, selectRows(x, sampled), onTarget(sampled), options);
    const sampleNames = sampled.map((row) => common[row]!.architecture);
    const model = save({
      name: name ?? `${proxy} → ${target}`,
      spaceId: space.id,
      encoding,
      objective: 'latency',
      unit: data.unit,
      table,
      target,
      proxy,
      trainedOn: samples,
      predictor: adapted.toJSON(),
    });
    return {
      model,
      proxy,
      target,
      method,
      samples: sampleNames,
      lambda: adapted.adaptation.lambda,
      kktResidual: adapted.adaptation.kktResidual,
      srccProxy: spearman(onProxy(heldOut), onTarget(heldOut)),
      srccHeldOut: spearman(adapted.predict(selectRows(x, heldOut)).mean, onTarget(heldOut)),
      heldOut: heldOut.length,
      advice: gate(onProxy(sampled), onTarget(sampled)).advice,
    };
  }

  return os.models.router({
    list: os.models.list.handler(() => [...store.models.list()]),
    train: os.models.train.handler(({ input }) => train(input.table, input.device, input.name)),
    adapt: os.models.adapt.handler(({ input }) => adapt(input)),
    predict: os.models.predict.handler(({ input }) => {
      const { summary, space, encoding, predictor } = storedModel(store.models, input.modelId);
      const { mean } = predictor.predict(encodeNames(space, input.architectures, encoding));
      return { unit: summary.unit, values: [...mean] };
    }),
    export: os.models.export.handler(({ input }) => {
      const { summary, encoding, predictor } = storedModel(store.models, input.modelId);
      const { id: _id, kind: _kind, createdAtMs: _createdAtMs, ...about } = summary;
      return new Blob([writeModelFile({ ...about, encoding, predictor: predictor.toJSON() })], { type: 'application/json' });
    }),
    import: os.models.import.handler(({ input }) => {
      const model = readModelFile(input.content);
      requireFeatures(findSpace(model.spaceId), model.encoding, loadPredictor(model.predictor));
      return save(model);
    }),
  });
}

/** The one-hot form is fitted as published (pseudo-inverse), the live form by ridge regression with leave-one-out λ. */
function fitLinear(space: SearchSpace, names: readonly string[], values: Float64Array, encoding: EncodingForm): LinearPredictor {
  return fitRidge(encodeNames(space, names, encoding), values, {
    featureNames: space.dimensions(encoding),
    lambda: encoding === 'one-hot' ? 0 : 'leave-one-out',
  });
}

function requireFeatures(space: SearchSpace, encoding: EncodingForm, predictor: Predictor): void {
  const expected = space.dimensions(encoding);
  if (predictor.featureNames.length === expected.length && expected.every((name, i) => predictor.featureNames[i] === name)) return;
  throw invalidInput(
    `The model's features are not those of ${space.title} in this version of ProxyLab.`,
    'Train it again from its table.',
    `expected ${expected.length} features, the file has ${predictor.featureNames.length}`,
  );
}
