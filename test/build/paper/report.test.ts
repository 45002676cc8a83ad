import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atLeast, type Figure, meetsGoal } from '../../../build/paper/figure.ts';
import { markdownReport } from '../../../build/paper/markdown.ts';

const figure: Figure = {
  name: 'K = 20',
  value: 0.9496,
  unit: 'score',
  beside: { 'no source': 0.9 },
  published: { NASFLAT: 0.95 },
  goal: atLeast(0.95, 'what is published'),
};

test('goals are judged with the digits that are printed', () => {
  const { goal } = figure;
  assert.equal(meetsGoal({ value: 0.9496, goal }), true);
  assert.equal(meetsGoal({ value: 0.9494, goal }), false);
  assert.equal(meetsGoal({ value: null, goal }), false);
  assert.equal(meetsGoal({ value: 0.9496, goal: null }), null);
  assert.equal(meetsGoal({ value: 0.0554, goal: { bound: 'at most', value: 0.055, source: '' } }), true);
  assert.equal(meetsGoal({ value: 0.0556, goal: { bound: 'at most', value: 0.055, source: '' } }), false);
  for (const [value, met] of [
    [0.941, true],
    [0.959, true],
    [0.939, false],
    [0.961, false],
  ] as const)
    // prettier-ignore
    assert.equal(meetsGoal({ value, goal: { bound: 'about', value: 0.95, source: '' } }), met);
});

test('the report is a table a section, with a mark where there is a goal', () => {
  const share: Figure = { name: 'MAPE', value: 0.0312, unit: 'percent', beside: {}, published: {}, goal: null, note: 'without pixel3' };
  const sections = [
    { id: 'a', title: 'First', about: 'About it.', skipped: null, figures: [figure, share] },
    { id: 'b', title: 'Second', about: 'More.', skipped: 'PROXYLAB_DATA has no b.csv.', figures: [] },
  ];
  const text = markdownReport(sections);
  assert.match(text, /^# .*\n\n1 of 1 goals are met\.\n\n## \(a\) First\n\nAbout it\.\n\n/);
  assert.match(text, /\n\| figure \| \*\*ours\*\* \| no source \| _NASFLAT_ \| goal \|  \|\n/);
  assert.match(text, /\n\| K = 20 \| \*\*0\.950\*\* \| 0\.900 \| 0\.950 \| ≥ 0\.950 \| ✓ \|\n/);
  assert.match(text, /\n\| MAPE \(without pixel3\) \| \*\*3\.1 %\*\* \|  \|  \|  \|  \|\n/);
  assert.match(text, /\n## \(b\) Second\n\nMore\.\n\nNot carried out: PROXYLAB_DATA has no b\.csv\.\n$/);
});
