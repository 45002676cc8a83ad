import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SearchResult } from '../../preload/contract/search.ts';
import { type CommandResult, proxylab, scratchFolder } from '../helpers/command-line.ts';

const columns = ['--table', 'sample', '--target', 'AMD EPYC f32 1 thread', '--space', 'nas-bench-201'];
/** Evolution, which by itself ends after some seconds: a checkpoint is kept every three. */
const request = ['search', ...columns, '--algorithm', 'evolution', '--population', '400', '--generations', '120', '--seed', '7', '--json'];

void test('a search that is killed in its midst goes on with the next one, and both end in the same front', async (context) => {
  const [killed, whole] = [scratchFolder(context), scratchFolder(context)];
  const checkpoints = join(killed, 'searches');
  for (const lab of [killed, whole]) assert.equal((await proxylab(['table', 'sample', '--lab', lab])).exitCode, 0);
  let pid = 0;
  const first = proxylab([...request, '--lab', killed], { started: (started) => (pid = started) });
  const other = proxylab([...request, '--lab', whole]);
  const ended: CommandResult[] = [];
  void first.then((result) => ended.push(result));
  const isKept = (): boolean => existsSync(checkpoints) && readdirSync(checkpoints).some((name) => name.endsWith('.json'));
  while (!isKept() && ended.length === 0) await sleep(20);
  assert.deepEqual(ended, [], 'it is killed before it ends');
  process.kill(pid, 'SIGKILL');
  await first;
  assert.equal(readdirSync(checkpoints).length, 1);
  const resumed = await proxylab([...request, '--lab', killed]);
  assert.equal(resumed.exitCode, 0, resumed.stderr);
  assert.deepEqual(readdirSync(checkpoints), [], 'nothing is left of it');
  const [again, uninterrupted] = [resumed, await other].map(({ stdout }) => JSON.parse(stdout) as SearchResult) as [
    SearchResult,
    SearchResult,
  ];
  assert.deepEqual(
    [again.front, again.candidates, again.history, again.cloud],
    [uninterrupted.front, uninterrupted.candidates, uninterrupted.history, uninterrupted.cloud],
  );
});
