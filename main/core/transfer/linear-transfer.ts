import { type Matrix, selectRows, zeros } from '../linalg/matrix.ts';
import type { LinearPredictor } from '../predictors/linear-predictor.ts';
import { fitRidge } from '../predictors/ridge.ts';
import type { EncodingForm } from '../spaces/search-space.ts';
import { adaptProxy } from './adaproxy.ts';
import { bestProxy } from './best-proxy.ts';
import type { Population } from './population.ts';
import type { TransferFit, TransferRequest } from './transfer-fit.ts';
import type { TransferProblem } from './transfer-problem.ts';

/** As published on one-hot genes; with leave-one-out the encoding that predicts left-out samples better. */
const encodings = { adaproxy: ['one-hot'], 'adaproxy-loo': ['live', 'counts'] } as const satisfies Record<string, readonly EncodingForm[]>;

const encoded = new WeakMap<Population, Map<EncodingForm, Matrix>>();
const proxies = new WeakMap<TransferProblem, Map<string, LinearPredictor>>();

/** AdaProxy (Lu et al. 2022) on the source that ranks the samples most as the target does. */
export function adaProxyTransfer(method: keyof typeof encodings, { problem, samples, latencyMs, rng }: TransferRequest): TransferFit {
  const { name, srcc } = bestProxy(problem, samples, latencyMs)!;
  const fits = encodings[method].map((encoding) => {
    const x = encodingOf(problem.population, encoding);
    const options = method === 'adaproxy' ? { method, rng: rng.fork('validation') } : { method };
    return { x, encoding, predictor: adaptProxy(proxyPredictor(problem, name, encoding), selectRows(x, samples), latencyMs, options) };
  });
  const errorOf = ({ predictor }: (typeof fits)[number]) => predictor.adaptation.leaveOneOutRmse ?? Infinity;
  const best = fits.reduce((least, fit) => (errorOf(fit) < errorOf(least) ? fit : least));
  return {
    model: { kind: 'predictor', encoding: best.encoding, predictor: best.predictor },
    latencyMs: best.predictor.predict(best.x).mean,
    chosen: name,
    reason: `SRCC with the samples ${srcc === null ? 'unknown' : srcc.toFixed(2)}; encoding ${best.encoding}.`,
  };
}

/** Ridge regression on the space's operator counts: what a few samples say without any source. */
export function ridgeOnCounts({ problem: { population }, samples, latencyMs }: TransferRequest): TransferFit {
  const x = encodingOf(population, 'counts');
  const predictor = fitRidge(selectRows(x, samples), latencyMs, {
    featureNames: population.space.dimensions('counts'),
    lambda: 'leave-one-out',
  });
  return {
    model: { kind: 'predictor', encoding: 'counts', predictor },
    latencyMs: predictor.predict(x).mean,
    chosen: 'ridge',
    reason: `Penalty ${predictor.lambda.toPrecision(2)} by leave-one-out.`,
  };
}

/** Fitted to what was measured on the proxy, by the pseudo-inverse as published. */
function proxyPredictor(problem: TransferProblem, name: string, encoding: EncodingForm): LinearPredictor {
  const known = proxies.get(problem) ?? new Map<string, LinearPredictor>();
  proxies.set(problem, known);
  const key = `${encoding} ${name}`;
  const predictor = known.get(key) ?? fitProxy(problem, name, encoding);
  known.set(key, predictor);
  return predictor;
}

function fitProxy({ population, devices }: TransferProblem, name: string, encoding: EncodingForm): LinearPredictor {
  const { latencyMs } = devices.find((device) => device.name === name)!;
  const rows = [...latencyMs.keys()].filter((row) => latencyMs[row]! > 0);
  const featureNames = population.space.dimensions(encoding);
  return fitRidge(
    selectRows(encodingOf(population, encoding), rows),
    rows.map((row) => latencyMs[row]!),
    { featureNames, lambda: 0 },
  );
}

function encodingOf(population: Population, encoding: EncodingForm): Matrix {
  const known = encoded.get(population) ?? new Map<EncodingForm, Matrix>();
  encoded.set(population, known);
  const { space, architectures } = population;
  const matrix = known.get(encoding) ?? zeros(architectures.length, space.dimensions(encoding).length);
  if (!known.has(encoding))
    architectures.forEach((architecture, i) => matrix.data.set(space.encode(architecture, encoding), i * matrix.cols));
  known.set(encoding, matrix);
  return matrix;
}
