import { assertNever } from '../assert-never.ts';
import { invalidInput } from '../lab-error.ts';
import { automaticTransfer } from './automatic-transfer.ts';
import { bestProxy } from './best-proxy.ts';
import { ensembleTransfer } from './ensemble-transfer.ts';
import { gpTransfer, gpWithoutSources } from './gp-methods.ts';
import { adaProxyTransfer, ridgeOnCounts } from './linear-transfer.ts';
import { isPlausibleLatency } from './plausible-latency.ts';
import type { TransferFit, TransferRequest } from './transfer-fit.ts';
import type { TransferProblem } from './transfer-problem.ts';

/**
 * How a target's latencies are predicted from a few samples and from sources.
 * `auto`: what cross-validation on the samples prefers, which is said; `none`: the best proxy as it is; `ridge-counts`: ridge regression on operator
 * counts, no source; `adaproxy` and `adaproxy-loo`: the best proxy adapted, as published and with λ by leave-one-out; `gp`: Gaussian process over
 * sources and descriptors; `gp-no-source`: the same without sources; `ensemble`: `gp` and adapted proxies together.
 */
export const transferMethods = ['auto', 'gp', 'ensemble', 'adaproxy', 'adaproxy-loo', 'ridge-counts', 'gp-no-source', 'none'] as const;
export type TransferMethod = (typeof transferMethods)[number];

/**
 * `invalid-input`: fewer than 3 samples, or more than 500 for a method with a Gaussian process, latencies that cannot be any, all the same, or a method that needs sources without any. Two samples of one
 * architecture are one too many: the caller averages them.
 */
export function fitTransfer(method: TransferMethod, request: TransferRequest): TransferFit {
  checkSamples(method, request);
  const { problem, samples, latencyMs } = request;
  switch (method) {
    case 'auto':
      return automaticTransfer(request);
    case 'none': {
      const { name, srcc: _srcc, terms, ...proxy } = bestProxy(needSources(problem, method), samples, latencyMs)!;
      return {
        ...proxy,
        model: { kind: 'formula', terms },
        chosen: name,
        reason: `Of ${problem.sources.names.length} sources it ranks the samples most as the target does.`,
      };
    }
    case 'ridge-counts':
      return ridgeOnCounts(request);
    case 'adaproxy':
    case 'adaproxy-loo':
      return adaProxyTransfer(method, { ...request, problem: needSources(problem, method) });
    case 'gp':
      return gpTransfer(request);
    case 'gp-no-source':
      return gpWithoutSources(request);
    case 'ensemble':
      return ensembleTransfer({ ...request, problem: needSources(problem, method) });
    default:
      return assertNever(method);
  }
}

const fewestSamples = 3;
/** Of methods whose time grows with the third power of the samples. */
const mostSamples = 500;
const cubic: readonly TransferMethod[] = ['auto', 'gp', 'gp-no-source', 'ensemble'];

function needSources(problem: TransferProblem, method: TransferMethod): TransferProblem {
  if (problem.sources.names.length > 0) return problem;
  throw invalidInput(`The method “${method}” needs a source device whose latencies differ.`, 'Add one, or use gp-no-source.');
}

function checkSamples(method: TransferMethod, { problem, samples, latencyMs }: TransferRequest): void {
  if (samples.length !== latencyMs.length) throw new RangeError(`${samples.length} rows and ${latencyMs.length} latencies do not pair`);
  const rows = problem.population.x.rows;
  if (!samples.every((row) => Number.isInteger(row) && row >= 0 && row < rows)) throw new RangeError(`rows must be 0 … ${rows - 1}`);
  if (samples.length < fewestSamples) {
    throw invalidInput(`At least ${fewestSamples} samples are needed, there are ${samples.length}.`, 'Measure more architectures.');
  }
  if (cubic.includes(method) && samples.length > mostSamples) {
    throw invalidInput(
      `The method “${method}” takes ${mostSamples} samples at most, there are ${samples.length}.`,
      'Use fewer: so many are enough to train a predictor on the target alone.',
    );
  }
  if (new Set(samples).size < samples.length) throw invalidInput('An architecture is among the samples twice.', 'Average its latencies.');
  const bad = latencyMs.findIndex((value) => !isPlausibleLatency(value));
  if (bad >= 0)
    throw invalidInput(`Sample ${bad + 1} has the latency ${latencyMs[bad]} ms.`, 'Leave out what was not measured.', `sample ${bad + 1}`);
  if (latencyMs.every((value) => value === latencyMs[0])) {
    throw invalidInput(
      `All ${samples.length} samples have the same latency, which says nothing about the target's ranking.`,
      'Measure other or more architectures, or with a finer timer.',
    );
  }
}
