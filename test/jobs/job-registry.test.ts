import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { invalidInput, isLabError, throwIfCancelled } from '../../main/core/lab-error.ts';
import { JobPaused, JobRegistry, type JobRequest, type JobSnapshot } from '../../main/jobs/job-registry.ts';
import { restWhilePaused } from '../../main/jobs/rest.ts';

function registry(): JobRegistry {
  let nowMs = 0;
  return new JobRegistry(() => ++nowMs);
}

function request(work: JobRequest['work'], more: Partial<JobRequest> = {}): JobRequest {
  return { kind: 'search', title: 'A job', subject: 'it', work, ...more };
}

/** The first state of a job that `accepts` takes. */
async function reached(jobs: JobRegistry, id: string, accepts: (job: JobSnapshot) => boolean): Promise<JobSnapshot> {
  for await (const job of jobs.watch()) if (job.id === id && accepts(job)) return job;
  throw new Error('the registry was closed');
}

const ended = (job: JobSnapshot): boolean => job.endedAtMs !== null;

test('a job reports its progress and finishes with its result', async () => {
  const jobs = registry();
  const seen: string[] = [];
  const watching = (async () => {
    for await (const job of jobs.watch()) {
      seen.push(`${job.state} ${job.done} of ${job.total}`);
      if (ended(job)) return job;
    }
    return undefined;
  })();
  jobs.start(
    request(async ({ report }) => {
      report({ done: 1, total: 2 });
      report({ done: 2 });
      return 'report.html';
    }),
  );
  assert.equal((await watching)?.result, 'report.html');
  assert.deepEqual(seen, ['running 0 of 0', 'running 1 of 2', 'running 2 of 2', 'finished 2 of 2']);
});

test('an expected failure is kept with the job, a bug is one that says so', async (context) => {
  const jobs = registry();
  const failed = jobs.start(request(() => Promise.reject(invalidInput('No such table.', 'Choose another.'))));
  assert.equal((await reached(jobs, failed.id, ended)).error?.remedy, 'Choose another.');
  const log = context.mock.method(console, 'error', () => undefined);
  const broken = jobs.start(request(() => Promise.reject(new TypeError('x is undefined'))));
  const job = await reached(jobs, broken.id, ended);
  assert.ok(isLabError(job.error, 'bug'));
  assert.match(job.error.details, /x is undefined/);
  assert.equal(log.mock.callCount(), 1);
});

test('cancelling waits until the work has stopped', async () => {
  const jobs = registry();
  let cleanedUp = false;
  const { id } = jobs.start(
    request(async ({ signal, report }) => {
      report({ message: 'At work' });
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      cleanedUp = true;
      throwIfCancelled(signal);
      return null;
    }),
  );
  await reached(jobs, id, (job) => job.message === 'At work');
  assert.equal((await jobs.cancel(id)).state, 'cancelled');
  assert.ok(cleanedUp);

  const neverBegun = jobs.start(request(() => Promise.reject(new Error('it must not begin'))));
  assert.equal((await jobs.cancel(neverBegun.id)).state, 'cancelled');
});

test('stepwise work rests where it is while it is paused, and can be stopped there', async () => {
  const jobs = registry();
  let steps = 0;
  const stepwise = request(
    async ({ signal }) => {
      for (;;) {
        steps++;
        await setImmediate();
        await restWhilePaused();
        throwIfCancelled(signal);
      }
    },
    { isStepwise: true },
  );
  const { id, canPause } = jobs.start(stepwise);
  assert.ok(canPause);
  assert.equal((await jobs.pause(id)).state, 'paused');
  await setImmediate();
  const before = steps;
  for (let turn = 0; turn < 5; turn++) await setImmediate();
  assert.equal(steps, before, 'it rests');
  assert.equal((await jobs.resume(id)).state, 'running');
  for (let turn = 0; turn < 5; turn++) await setImmediate();
  assert.ok(steps > before, 'it goes on');
  await jobs.pause(id);
  assert.equal((await jobs.cancel(id)).state, 'cancelled');
  const closed = jobs.start(stepwise).id;
  await jobs.pause(closed);
  await jobs.close();
  assert.equal(jobs.get(closed).state, 'cancelled');
});

test('paused work can be resumed as a new job, or given up', async () => {
  const jobs = registry();
  const pausable = (): JobRequest => {
    let pause: () => void = () => undefined;
    const paused = new Promise<void>((resolve) => (pause = resolve));
    const self: JobRequest = request(
      async () => {
        await paused;
        throw new JobPaused();
      },
      {
        pause: async () => pause(),
        resume: async () => jobs.start(request(async () => 'done')).id,
        giveUp: async () => jobs.abandon(jobs.list().find((job) => job.state === 'paused')!.id),
      },
    );
    return self;
  };
  const first = jobs.start(pausable());
  assert.equal((await jobs.pause(first.id)).state, 'paused');
  const next = await jobs.resume(first.id);
  assert.equal((await reached(jobs, next.id, ended)).result, 'done');
  assert.throws(
    () => jobs.get(first.id),
    (error) => isLabError(error, 'not-found'),
  );

  const second = jobs.start(pausable());
  await jobs.pause(second.id);
  assert.equal((await jobs.cancel(second.id)).state, 'cancelled');
});

test('what cannot be paused says so', async () => {
  const jobs = registry();
  const { id } = jobs.start(request(async () => null));
  await assert.rejects(jobs.pause(id), (error) => isLabError(error, 'unsupported'));
});

test('a watcher that leaves or a closed registry ends the stream', async () => {
  const jobs = registry();
  const abort = new AbortController();
  const stream = jobs.watch(abort.signal);
  abort.abort();
  assert.deepEqual(await stream.next(), { done: true, value: undefined });
  const other = jobs.watch();
  await jobs.close();
  assert.deepEqual(await other.next(), { done: true, value: undefined });
});

test('work that its caller waits for gives its result, throws its failure, and is a job meanwhile', async () => {
  const jobs = registry();
  const about = { kind: 'training', title: 'A model', subject: 'it' } as const;
  assert.equal(await jobs.run(about, () => Promise.resolve(7)), 7);
  assert.deepEqual(
    jobs.list().map(({ kind, state }) => [kind, state]),
    [['training', 'finished']],
  );
  await assert.rejects(
    jobs.run(about, () => Promise.reject(invalidInput('No such table.', 'Choose another.'))),
    { code: 'invalid-input' },
  );
  const controller = new AbortController();
  const stopped = jobs.run(
    about,
    async ({ signal }) => {
      controller.abort();
      throwIfCancelled(signal);
    },
    controller.signal,
  );
  await assert.rejects(stopped, { code: 'cancelled' });
  await assert.rejects(
    jobs.run(about, () => Promise.resolve(7), controller.signal),
    { code: 'cancelled' },
  );
  assert.deepEqual(
    jobs.list().map(({ state }) => state),
    ['finished', 'failed', 'cancelled', 'cancelled'],
  );
});
