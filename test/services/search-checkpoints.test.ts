import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type AccuracySource, NotScoredYet } from '../../main/core/accuracy/accuracy-source.ts';
import { macsSource } from '../../main/core/accuracy/macs-source.ts';
import { isLabError } from '../../main/core/lab-error.ts';
import { mobileNetV3 } from '../../main/core/spaces/mobilenet-v3.ts';
import type { Architecture } from '../../main/core/spaces/search-space.ts';
import { runSearch } from '../../main/services/run-search.ts';
import type { SearchSources } from '../../main/services/search-problem.ts';
import { SearchCheckpoints } from '../../main/services/search-checkpoints.ts';

const sum = (architecture: Architecture): number => architecture.reduce((total, value, gene) => total + value * (1 + (gene % 3)), 1);
const sources: SearchSources = {
  latency: {
    table: null,
    target: 'device',
    modelId: null,
    within: () => null,
    of: (architectures) => ({ values: Float64Array.from(architectures, sum), measured: architectures.map(() => false) }),
  },
  accuracy: macsSource((architecture) => 1e6 * architecture.reduce((total, value, gene) => total + value * (1 + (gene % 5)), 0)),
  energy: null,
};

test('a search that was stopped goes on from its checkpoint and ends in the same result; others begin anew', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-checkpoint-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const checkpoints = new SearchCheckpoints(join(folder, 'searches'));
  const settings = { algorithm: 'nsga2', population: 60, generations: 400, seed: 3 } as const;
  const whole = await runSearch(mobileNetV3, sources, settings);

  const stop = new AbortController();
  let steps = 0;
  const stopped = runSearch(mobileNetV3, sources, settings, {
    signal: stop.signal,
    keepEveryMs: 0,
    keep: (checkpoint) => {
      checkpoints.keep(settings, checkpoint);
      if (++steps === 3) stop.abort();
    },
  });
  await assert.rejects(stopped, (error) => isLabError(error, 'cancelled'));
  let first = 0;
  const resumed = await runSearch(mobileNetV3, sources, settings, {
    from: checkpoints.find(settings),
    report: (done) => (first ||= done),
  });
  assert.deepEqual(resumed, whole);

  assert.equal(checkpoints.find({ ...settings, seed: 4 }), undefined);
  const [file] = readdirSync(join(folder, 'searches'));
  writeFileSync(join(folder, 'searches', file!), '{"state":');
  assert.equal(checkpoints.find(settings), undefined);
  checkpoints.forget(settings);
  assert.deepEqual(readdirSync(join(folder, 'searches')), []);
});

test('a source that has to be prepared leads to the same result, each architecture prepared once', async () => {
  const settings = { algorithm: 'nsga2', population: 30, generations: 12, seed: 3 } as const;
  const prepared = new Set<string>();
  let asked = 0;
  const slow: AccuracySource = {
    ...sources.accuracy,
    score(space, architectures) {
      const open = architectures.filter((one) => !prepared.has(space.print(one)));
      if (open.length > 0) throw new NotScoredYet(open);
      return sources.accuracy.score(space, architectures);
    },
    async prepare(space, architectures) {
      asked += architectures.length;
      await Promise.resolve();
      for (const one of architectures) prepared.add(space.print(one));
    },
  };
  const found = await runSearch(mobileNetV3, { ...sources, accuracy: slow }, settings);
  assert.deepEqual(found, await runSearch(mobileNetV3, sources, settings));
  assert.equal(asked, prepared.size);
});
