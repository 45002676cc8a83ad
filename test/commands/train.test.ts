import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ModelSummary } from '../../preload/contract/model.ts';
import { networkCost } from '../../main/core/network/cost.ts';
import { createRng, type Rng } from '../../main/core/rng.ts';
import { findSpace } from '../../main/core/spaces/spaces.ts';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';
import { referenceData, withoutData } from '../helpers/requirements.ts';

interface Trained {
  readonly model: ModelSummary;
  readonly file: string;
}

interface Predicted {
  readonly unit: string;
  readonly predictions: readonly { readonly arch: string; readonly value: number }[];
}

function terminal(folder: string) {
  return async function run<Result>(...args: string[]): Promise<Result> {
    const { exitCode, stdout, stderr } = await proxylab([...args, '--lab', join(folder, 'lab'), '--json']);
    assert.equal(exitCode, 0, stderr);
    return JSON.parse(stdout) as Result;
  };
}

/** Energy of one inference from a SYNTHETIC trace of a board's supply rail, in microjoules: no board has been measured here. */
function syntheticEnergyUj(macs: number, rng: Rng): number {
  const idleMw = 1500;
  const steps = Math.max(20, Math.round(macs / 1e6)); // of 0.1 ms
  let energyUj = 0;
  let before = idleMw;
  for (let step = 0; step < steps; step++) {
    const now = idleMw + 2000 * (1 - Math.exp(-(step + 1) / 5)) + 20 * rng.normal();
    energyUj += ((before + now) / 2 - idleMw) * 0.1;
    before = now;
  }
  return energyUj;
}

test('energies in microjoules are imported as millijoules, trained on and predicted as latencies are', async (context) => {
  const folder = scratchFolder(context);
  const run = terminal(folder);
  const space = findSpace('fbnet');
  const rng = createRng(4);
  const rows = Array.from({ length: 100 }, () => {
    const architecture = space.sample(rng);
    return [space.print(architecture), syntheticEnergyUj(networkCost(space.network(architecture)).macs, rng)] as const;
  });
  const csv = ['# unit: uJ', '# source: synthetic rail traces', 'arch,board', ...rows.map((row) => row.join(','))].join('\n');
  writeFileSync(join(folder, 'energy.csv'), csv);
  writeFileSync(join(folder, 'archs.txt'), rows.map(([name]) => name).join('\n'));
  await run('table', 'import', join(folder, 'energy.csv'), '--name', 'energy', '--space', 'fbnet', '--quantity', 'energy');

  const file = join(folder, 'model.json');
  const options = ['--device', 'board', '--predictor', 'boosting', '--objective', 'energy', '-o', file];
  const { model } = await run<Trained>('train', 'energy', ...options);
  assert.deepEqual([model.kind, model.objective, model.unit, model.trainedOn], ['boosting', 'energy', 'mJ', 100]);
  const { rows: heldOut, scores, baselines } = model.heldOut!;
  assert.equal(heldOut, 100);
  assert.ok(scores.r2! > 0.5 && scores.srcc! > 0.6 && scores.rmse < baselines.constant.rmse, JSON.stringify(model.heldOut));
  const { unit, predictions } = await run<Predicted>('predict', file, '--archs', join(folder, 'archs.txt'));
  assert.equal(unit, 'mJ');
  const error = predictions.reduce((sum, { value }, i) => sum + Math.abs(value - rows[i]![1] / 1000), 0) / rows.length;
  const search = await proxylab(['search', '--space', 'fbnet', '--model', file, '--lab', join(folder, 'lab')]);
  assert.match(search.stderr, /predicts energy, not latency/);
  assert.equal(search.exitCode, 2);
  assert.ok(error < 0.05 * (rows.reduce((sum, [, uj]) => sum + uj / 1000, 0) / rows.length), String(error));
});

test('what cannot be trained is refused, nothing is written, and the exit code is 2', async (context) => {
  const folder = scratchFolder(context);
  const file = join(folder, 'table.csv');
  const [first, second] = ['fbnet:0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0', 'fbnet:1-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0-0'];
  writeFileSync(file, `arch,x,y\n${first},1,\n${second},2,3\n`);
  const run = (...args: string[]) => proxylab([...args, '--lab', join(folder, 'lab')]);
  assert.equal((await run('table', 'import', file, '--name', 't', '--space', 'fbnet')).exitCode, 0);
  const refused = async (message: RegExp, ...args: string[]) => {
    const { exitCode, stderr } = await run('train', 't', ...args, '-o', join(folder, 'model.json'));
    assert.match(stderr, message);
    assert.equal(exitCode, 2);
  };
  await refused(/holds latency, not energy/, '--device', 'x', '--objective', 'energy');
  await refused(/“y” has 1 values/, '--device', 'y');
  await refused(/no column “z”/, '--device', 'z');
  await refused(/Allowed choices are ridge, boosting/, '--device', 'x', '--predictor', 'oracle');
  const { stdout } = await run('train', 't', '--device', 'x', '--predictor', 'boosting', '-o', join(folder, 'model.json'));
  assert.match(stdout, /boosting fitted to 2 architectures of x \(latency in ms\)\. Too few to hold any out\./);
});

test(
  'trees predict published accuracies far better than a linear model',
  { skip: withoutData('nas-bench-201/accuracy.csv.gz') },
  async (context) => {
    const folder = scratchFolder(context);
    const run = terminal(folder);
    const table = referenceData('nas-bench-201/accuracy.csv.gz')!;
    await run('table', 'import', table, '--name', 'accuracy', '--space', 'nas-bench-201', '--quantity', 'accuracy');
    const file = join(folder, 'model.json');
    const { model } = await run<Trained>('train', 'accuracy', '--device', 'cifar100', '--predictor', 'boosting', '-o', file);
    const { scores, baselines, rows } = model.heldOut!;
    assert.ok(rows > 1000, 'one of each different network of a fifth');
    assert.ok(scores.r2! > 0.93 && scores.srcc! > 0.95, JSON.stringify(scores));
    assert.ok(baselines.ridge.r2! < 0.6, JSON.stringify(baselines));
  },
);
