import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jobProgress, underWay } from '../../renderer/frame/job-words.ts';

const [running, paused] = (['running', 'paused'] as const).map((state) => ({
  state,
  waiting: null,
  done: 60,
  total: 100,
  etaSeconds: 17 * 60,
}));
const waiting = { ...running!, waiting: { for: 'Pixel 8', place: 1 } };

test('jobs are counted by what they do', () => {
  assert.equal(underWay([running!, waiting, running!]), '2 running, 1 waiting');
  assert.equal(underWay([paused!]), '1 paused');
  assert.equal(underWay([]), 'none running');
});

test('a job says how far it is, or for what it waits', () => {
  assert.equal(jobProgress(running!), '60 of 100, about 17 min left');
  assert.equal(jobProgress(paused!), '60 of 100, paused');
  assert.equal(jobProgress(waiting), 'waits for Pixel 8');
});
