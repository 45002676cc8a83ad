import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { rehearseMixtures } from '../../../main/core/transfer/rehearse-mixtures.ts';
import type { SourceDevice } from '../../../main/core/transfer/source-features.ts';
import { kernelPrior, transferProblem, withoutSources } from '../../../main/core/transfer/transfer-problem.ts';
import { cells, device } from './synthetic-devices.ts';

const all = cells(60);
const devicesOf = (group: 'choices' | 'live choices') => ['a', 'b', 'c', 'd'].map((name) => device(all, name, group));

/** Of one mixture a component: that component alone. */
function rehearse(devices: readonly SourceDevice[], samples: number) {
  const { sources, features } = transferProblem(all, devices);
  const mixtures = features.components.map((_, c) => Float64Array.from(features.components, (__, other) => Number(other === c)));
  const logPriors = rehearseMixtures({ population: all, devices, sources, mixtures, samples, rng: createRng(1) });
  return (name: string) => logPriors[features.components.findIndex((component) => component.name === name)]!;
}

test('the kernel that made the devices is preferred to the others', () => {
  const built = rehearse(devicesOf('choices'), 10);
  assert.ok(built('linear choices') > built('linear live choices'));
  const live = rehearse(devicesOf('live choices'), 10);
  assert.ok(live('linear live choices') > live('linear choices'));
  for (const weak of ['linear genes', 'radial live genes']) assert.ok(built('linear choices') > built(weak), weak);
});

test('the more samples there will be, the less it is believed', () => {
  const spread = (samples: number) => {
    const { features, ...problem } = transferProblem(all, devicesOf('choices'));
    const { logPriors } = kernelPrior({ ...problem, features }, samples, createRng(1));
    return Math.max(...logPriors) - Math.min(...logPriors);
  };
  assert.ok(spread(5) > spread(10) && spread(10) > spread(15) && spread(15) > 0);
});

test('where there is nothing to rehearse on all mixtures are alike', () => {
  const problem = transferProblem(all, devicesOf('choices'));
  for (const [own, samples] of [
    [withoutSources(problem), 10],
    [problem, 2],
    [problem, 60],
  ] as const) {
    assert.ok(kernelPrior(own, samples, createRng(1)).logPriors.every((value) => value === 0));
  }
});
