import type { AdaptedPredictor } from '../core/predictors/adapted-predictor.ts';
import { fitRidge } from '../core/predictors/ridge.ts';
import { createRng } from '../core/rng.ts';
import type { EncodingForm, SearchSpace } from '../core/spaces/search-space.ts';
import { spearman } from '../core/stats/spearman.ts';
import { adaptProxy, type AdaProxyOptions } from '../core/transfer/adaproxy.ts';
import { gate } from '../core/transfer/gate.ts';
import { invalidInput } from '../core/lab-error.ts';
import type { StoredTable } from '../store/stored-table.ts';
import { encodeNames } from './encode-architectures.ts';
import { filledCells, requireQuantity, tableColumn } from './table-column.ts';

export interface AdaptRequest {
  readonly proxy: string;
  readonly target: string;
  readonly samples: number;
  readonly method: AdaProxyOptions['method'];
  readonly seed: number;
}

/** An adapted predictor and what the architectures that it did not see say of it. */
export interface AdaptedProxy {
  readonly predictor: AdaptedPredictor;
  readonly encoding: EncodingForm;
  readonly samples: readonly string[];
  readonly heldOut: number;
  /** Of the proxy's measured latencies with the target's, on held-out architectures. */
  readonly srccProxy: number | null;
  /** Of the adapted predictions with the target's latencies, on the same. */
  readonly srccHeldOut: number | null;
  readonly advice: 'reuse' | 'adapt';
}

/** As published on one-hot genes; with leave-one-out the encoding that predicts left-out samples better. */
const encodings: Readonly<Record<AdaptRequest['method'], readonly EncodingForm[]>> = {
  adaproxy: ['one-hot'],
  'adaproxy-loo': ['live', 'counts'],
};

/** Adapts a proxy's predictor on a random sample of the architectures that both columns have; all others of them judge it. */
export function adaptOnTable(space: SearchSpace, table: StoredTable, request: AdaptRequest): AdaptedProxy {
  const { proxy, target, samples, method, seed } = request;
  requireQuantity(table, 'latency');
  if (proxy === target) throw invalidInput('Proxy and target are the same column.', 'Choose two different ones.');
  const common = commonArchitectures(table, proxy, target);
  if (common.length < samples)
    throw invalidInput(
      `“${proxy}” and “${target}” have ${common.length} architectures in common, ${samples} samples were asked for.`,
      'Measure more architectures on the target, or ask for fewer samples.',
    );
  const rng = createRng(seed);
  const order = rng.shuffle(common);
  const [sampled, heldOut] = [order.slice(0, samples), order.slice(samples)];
  const onProxy = (pairs: readonly CommonArchitecture[]) => Float64Array.from(pairs, (pair) => pair.onProxyMs);
  const onTarget = (pairs: readonly CommonArchitecture[]) => Float64Array.from(pairs, (pair) => pair.onTargetMs);

  const proxyCells = filledCells(table, proxy);
  const candidates = encodings[method].map((encoding) => {
    const featureNames = space.dimensions(encoding);
    const proxyPredictor = fitRidge(encodeNames(space, proxyCells.names, encoding), proxyCells.values, { featureNames, lambda: 0 });
    const x = encodeNames(space, namesOf(sampled), encoding);
    const options = method === 'adaproxy' ? { method, rng: rng.fork('validation') } : { method };
    return { encoding, predictor: adaptProxy(proxyPredictor, x, onTarget(sampled), options) };
  });
  const { encoding, predictor } = candidates.reduce((best, one) => (errorOf(one.predictor) < errorOf(best.predictor) ? one : best));

  const predicted = predictor.predict(encodeNames(space, namesOf(heldOut), encoding)).mean;
  return {
    predictor,
    encoding,
    samples: namesOf(sampled),
    heldOut: heldOut.length,
    srccProxy: spearman(onProxy(heldOut), onTarget(heldOut)),
    srccHeldOut: spearman(predicted, onTarget(heldOut)),
    advice: gate(onProxy(sampled), onTarget(sampled)).advice,
  };
}

interface CommonArchitecture {
  readonly name: string;
  readonly onProxyMs: number;
  readonly onTargetMs: number;
}

function commonArchitectures(table: StoredTable, proxy: string, target: string): CommonArchitecture[] {
  const [proxyColumn, targetColumn] = [tableColumn(table, proxy), tableColumn(table, target)];
  return table.names.flatMap((name, row) => {
    const [onProxyMs, onTargetMs] = [proxyColumn[row] ?? null, targetColumn[row] ?? null];
    return onProxyMs === null || onTargetMs === null ? [] : [{ name, onProxyMs, onTargetMs }];
  });
}

function namesOf(architectures: readonly CommonArchitecture[]): string[] {
  return architectures.map(({ name }) => name);
}

function errorOf({ adaptation }: AdaptedPredictor): number {
  return adaptation.leaveOneOutRmse ?? Infinity;
}
