import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { withoutChromium } from './harness/chromium.ts';
import { startDesktopApp, type DesktopApp } from './harness/desktop-app.ts';
import { double } from './harness/electron-double.ts';
import { eventually } from './harness/eventually.ts';

describe('a crash of the lab’s process in the middle of a campaign', { skip: withoutChromium() }, () => {
  let app: DesktopApp;
  let page: Page;
  before(async () => {
    app = await startDesktopApp();
    page = app.page;
  });
  after(() => app.close());

  /** How many are measured when the answer begins like this; there are so many to measure that the campaign is in its midst for as long as it is looked at. */
  const measured = async (words: RegExp): Promise<number> => {
    const answer = page.getByRole('region', { name: 'Answer' }).locator('strong').filter({ hasText: words });
    return Number(/([1-9]\d*) of 400/.exec((await answer.textContent()) ?? '')?.[1]);
  };

  it('shows in the window, is mended, and loses nothing', async () => {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Measure' }).click();
    const values = { Architectures: '400', Runs: '3', 'Warm-ups': '0', 'Time, ms': '200', Blocks: '20', Table: 'crash' };
    for (const [label, value] of Object.entries(values)) await page.getByRole('textbox', { name: label, exact: true }).fill(value);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    const before = await measured(/^Measuring .*: [1-9]\d* of 400\./);

    const [first] = double.utilityProcesses;
    assert.ok(first !== undefined && first.modulePath.endsWith('lab-process.js'));
    const died = once(first, 'exit');
    first.kill('SIGKILL');
    await died;
    await page.getByRole('status').filter({ hasText: 'The lab had stopped and runs again.' }).waitFor();
    const labs = double.utilityProcesses.filter(({ modulePath }) => modulePath.endsWith('lab-process.js'));
    assert.equal(labs.length, 2);
    assert.deepEqual(double.errorBoxes, []);

    const kept = await measured(/^(Interrupted|Paused) after [1-9]/);
    assert.ok(kept >= before, 'what was committed is there');
    await page
      .getByRole('button', { name: /^Resume/ })
      .first()
      .click();
    await eventually(async () => assert.ok((await measured(/^Measuring .*: [1-9]/)) > kept, 'it goes on'));
    await page.getByRole('button', { name: /^Stop/ }).click();
    assert.ok((await measured(/^Stopped after [1-9]/)) > kept);
  });
});
