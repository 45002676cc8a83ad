import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { LabHost } from '../main/lab-host.ts';
import { openLab } from '../main/lab.ts';
import { RecentLabs } from '../main/recent-labs.ts';
import { scratchFolder } from './helpers/command-line.ts';

interface Hosted {
  readonly folder: string;
  readonly host: LabHost;
}

function hosted(context: TestContext): Hosted {
  const folder = scratchFolder(context);
  const host = new LabHost({
    open: (lab, labs) => openLab({ folder: lab, labs }),
    folder: join(folder, 'first'),
    recent: new RecentLabs(join(folder, 'settings/labs.json')),
  });
  context.after(() => host.close());
  return { folder, host };
}

test('another lab takes the place of the present one, which is closed and can be had again', async (context) => {
  const { folder, host } = hosted(context);
  const opened: string[] = [];
  host.subscribe((lab) => opened.push(lab));
  await host.client.tables.importSample();
  const saves = await host.client.lab.saves();
  const { value: savedAtMs } = await saves.next();
  assert.ok(typeof savedAtMs === 'number' && Date.now() - savedAtMs < 60_000);

  await host.client.lab.open({ folder: join(folder, 'second') });
  assert.equal((await host.client.lab.info()).name, 'second');
  assert.deepEqual(await host.client.tables.list(), []);
  assert.deepEqual(await host.client.lab.recent(), [{ name: 'first', folder: join(folder, 'first') }]);
  assert.equal((await saves.next()).done, true, 'who followed the first lab is told that it is gone');

  await host.client.lab.open({ folder: join(folder, 'first') });
  assert.equal((await host.client.tables.list()).length, 1);
  assert.deepEqual(
    (await host.client.lab.recent()).map(({ name }) => name),
    ['second'],
  );
  assert.equal(opened[0], join(folder, 'second'));
});

test('where no lab can be opened the present one stays, and nothing is written', async (context) => {
  const { folder, host } = hosted(context);
  const elsewhere = join(folder, 'papers');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'draft.txt'), '');
  const other = openLab({ folder: join(folder, 'taken') });
  for (const [path, message] of [
    [elsewhere, /papers holds something else, and no lab/],
    [join(elsewhere, 'draft.txt'), /draft\.txt holds something else, and no lab/],
    ['papers', /is not a whole path/],
    [join(folder, 'taken'), /in use/],
  ] as const)
    await assert.rejects(host.client.lab.open({ folder: path }), message);
  await other.close();
  assert.equal((await host.client.lab.info()).name, 'first');
  assert.equal(existsSync(join(elsewhere, 'lab.db')), false);
  await host.client.tables.importSample();
});

test('recent labs that are gone are not offered; a list that cannot be read is none', (context) => {
  const folder = scratchFolder(context);
  const file = join(folder, 'settings/labs.json');
  const recent = new RecentLabs(file);
  const labs = Array.from({ length: 12 }, (_, index) => join(folder, `lab ${index}`));
  for (const lab of labs) {
    mkdirSync(lab);
    writeFileSync(join(lab, 'lab.db'), '');
    recent.add(lab);
  }
  recent.add(labs[5]!);
  assert.deepEqual(recent.list().slice(0, 3), [labs[5], labs[11], labs[10]]);
  assert.equal(recent.list().length, 10);
  rmSync(labs[11]!, { recursive: true });
  assert.deepEqual(recent.list().slice(0, 2), [labs[5], labs[10]]);
  writeFileSync(file, 'no JSON');
  assert.deepEqual(recent.list(), []);
});
