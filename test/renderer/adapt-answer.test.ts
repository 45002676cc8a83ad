import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adaptAnswer, type Evidence } from '../../renderer/pages/adapt/adapt-answer.ts';
import { repeatsOf, type Repeats } from '../../renderer/pages/adapt/repeats.ts';

const figure = (at: number, middle: number, half = 0.02) => ({ at, middle, low: middle - half, high: middle + half });
const adaptation: Evidence['adaptation'] = {
  target: 'phone',
  samples: Array.from({ length: 20 }, (_, i) => ({ name: `a${i}`, latencyMs: 1 })),
  heldOut: 200,
  srccHeldOut: 0.87,
  srccNoSource: 0.8,
  certainty: { expected: 0.88, low: 0.8, high: 0.93 },
};
const before = { srcc: 0.69, interval: { low: 0.66, high: 0.71 } };
const repeats = (adapted: number, noSource: number, more?: number): Repeats => {
  const later = more === undefined ? [] : [figure(40, more, 0.01)];
  return {
    seeds: 5,
    adapted: [figure(20, adapted), ...later],
    noSource: [figure(20, noSource)],
    adaproxy: [],
    bestSource: [],
    coverage: [],
  };
};

test('better but below the goal: before and after, and what more measurements brought', () => {
  const answer = adaptAnswer({ adaptation, before, repeats: repeats(0.87, 0.8, 0.91) });
  assert.equal(answer.tone, 'adapt');
  assert.equal(answer.sentence, 'Better, not yet sure: SRCC rose from 0.69 to 0.87; the goal is 0.90.');
  assert.equal(answer.explanation, '20 more should give about 0.91 [0.90, 0.92].');
  assert.deepEqual(answer.figures, [
    { label: 'Before', value: '0.69', interval: '[0.66, 0.71]' },
    { label: 'After 20', value: '0.87', interval: '[0.85, 0.89]' },
    { label: 'No source', value: '0.80', interval: '[0.78, 0.82]' },
  ]);
});

test('enough only where the worst repeat reaches the goal', () => {
  assert.match(adaptAnswer({ adaptation, before, repeats: repeats(0.95, 0.9) }).sentence, /^Enough: SRCC rose from 0\.69 to 0\.95 with 20/);
  const unsure = adaptAnswer({ adaptation, before, repeats: repeats(0.91, 0.8) });
  assert.deepEqual([unsure.tone, unsure.sentence.slice(0, 18)], ['adapt', 'Good, not yet sure']);
});

test('a rival that does as well is named', () => {
  const alone = adaptAnswer({ adaptation, before, repeats: repeats(0.87, 0.865, 0.91) });
  assert.match(alone.explanation, /A model without any source does as well \(0\.86\): at 20 the sources add nothing\./);
  const good = adaptAnswer({ adaptation, before: { srcc: 0.96, interval: null }, repeats: repeats(0.96, 0.9) });
  assert.deepEqual([good.tone, good.explanation], ['ok', 'Adapting is not needed for ranking.']);
  assert.match(good.sentence, /^The proxy as it is ranks as well: SRCC 0\.96 before, 0\.96 after 20\./);
  const bad = adaptAnswer({ adaptation, before: { srcc: 0.8, interval: null }, repeats: repeats(0.75, 0.7) });
  assert.deepEqual([bad.tone, bad.explanation], ['adapt', 'Adapting does not help yet.']);
});

test('where nothing is left to judge by, the samples speak for themselves, and say so', () => {
  const last = { ...adaptation, heldOut: 0 };
  const unsure = adaptAnswer({ adaptation: last, before: null, repeats: null });
  assert.equal(unsure.sentence, 'Not sure yet: SRCC is about 0.88, but it may be 0.80; the goal is 0.90.');
  assert.match(unsure.explanation, /^Judged by the 20 themselves, 90 % interval: no other measurements are left to check it on\./);
  assert.deepEqual(unsure.figures[0], { label: 'Before', value: 'unknown' });
  const sure = adaptAnswer({ adaptation: { ...last, certainty: { expected: 0.95, low: 0.91, high: 0.97 } }, before, repeats: null });
  assert.deepEqual([sure.tone, sure.sentence], ['ok', 'Enough: SRCC is 0.91 or more, with 95 % certainty.']);
  const silent = adaptAnswer({ adaptation: { ...last, heldOut: 1, certainty: null }, before, repeats: null });
  assert.equal(silent.tone, 'unknown');
  assert.match(silent.explanation, /only 1 other measurement is left/);
});

const row = (method: string, samples: number, seed: number, srccHeldOut: number | null, coverage: number | null = null) => {
  const figures = { srcc: null, srccProxy: null, r2: null, rmseMs: null, mape: null, fitMs: null };
  return { target: 'phone', method, samples, seed, srccHeldOut, coverage, ...figures };
};

test('repeats: mean and range of each size; the method itself where it is a rival too', () => {
  const report = {
    rows: [row('none', 20, 1, 0.5, 0.8), row('none', 20, 2, 0.75, 0.9), row('none', 5, 1, null)],
    baselines: [row('gp-no-source', 20, 1, 0.5), row('adaproxy', 20, 1, null)],
  };
  const found = repeatsOf(report);
  assert.deepEqual(found.adapted, [{ at: 20, middle: 0.625, low: 0.5, high: 0.75 }]);
  assert.deepEqual(found.bestSource, found.adapted);
  assert.deepEqual([found.seeds, found.adaproxy, found.noSource.length], [2, [], 1]);
  assert.ok(Math.abs(found.coverage[0]!.middle - 0.85) < 1e-12);
});
