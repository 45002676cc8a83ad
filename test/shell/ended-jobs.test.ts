import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tellEndedJobs, type EndedJob } from '../../main/shell/ended-jobs.ts';
import type { Job } from '../../preload/contract/job.ts';

function job(id: string, state: Job['state'], lastedMs = 60_000): Job {
  const ended = state === 'running' || state === 'paused' ? null : 1_000 + lastedMs;
  const error = state === 'failed' ? { code: 'link-failed' as const, message: 'The cable was pulled.', remedy: '', details: '' } : null;
  const times = { startedAtMs: 1_000, endedAtMs: ended, etaSeconds: null };
  return {
    id,
    kind: 'campaign',
    title: id,
    subject: id,
    state,
    canPause: true,
    message: `${id} is done`,
    waiting: null,
    done: 1,
    total: 1,
    error,
    result: null,
    ...times,
  };
}

it('tells of long work that ends by itself, once', async () => {
  async function* events(): AsyncGenerator<Job> {
    yield job('before', 'finished'); // ended before anybody listened
    for (const id of ['long', 'failing', 'short', 'stopped', 'paused']) yield job(id, 'running');
    yield job('long', 'running');
    yield job('long', 'finished');
    yield job('long', 'finished');
    yield job('failing', 'failed');
    yield job('short', 'finished', 29_999);
    yield job('stopped', 'cancelled');
    yield job('paused', 'paused');
  }
  const told: EndedJob[] = [];
  await tellEndedJobs(events(), (ended) => told.push(ended));
  assert.deepEqual(told, [
    { title: 'long', failed: false, message: 'long is done' },
    { title: 'failing', failed: true, message: 'The cable was pulled.' },
  ]);
});
