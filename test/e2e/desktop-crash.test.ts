import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { withoutChromium } from './harness/chromium.ts';
import { startDesktopApp, type DesktopApp } from './harness/desktop-app.ts';
import { double } from './harness/electron-double.ts';

describe('a crash of the lab’s process in the middle of a campaign', { skip: withoutChromium() }, () => {
  let app: DesktopApp;
  let page: Page;
  before(async () => {
    app = await startDesktopApp();
    page = app.page;
    page.setDefaultTimeout(120_000);
  });
  after(() => app.close());

  const measured = async (): Promise<number> => {
    const answer = page
      .getByRole('region', { name: 'Answer' })
      .locator('strong')
      .filter({ hasText: / of 12/ });
    return Number(/(\d+) of 12/.exec((await answer.textContent()) ?? '')?.[1]);
  };

  it('shows in the window, is mended, and loses nothing', async () => {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Measure' }).click();
    const values = { Architectures: '12', Runs: '3', 'Warm-ups': '0', 'Time, ms': '200', Blocks: '2', Table: 'crash' };
    for (const [label, value] of Object.entries(values)) await page.getByRole('textbox', { name: label, exact: true }).fill(value);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page
      .getByRole('region', { name: 'Answer' })
      .getByText(/: [1-9]\d* of 12\./)
      .waitFor();
    const before = await measured();

    const [first] = double.utilityProcesses;
    assert.ok(first !== undefined && first.modulePath.endsWith('lab-process.js'));
    const died = once(first, 'exit');
    first.kill('SIGKILL');
    await died;
    await page.getByRole('status').filter({ hasText: 'The lab had stopped and runs again.' }).waitFor();
    const labs = double.utilityProcesses.filter(({ modulePath }) => modulePath.endsWith('lab-process.js'));
    assert.equal(labs.length, 2);
    assert.deepEqual(double.errorBoxes, []);

    await page
      .getByRole('button', { name: /^Resume/ })
      .first()
      .click();
    assert.ok((await measured()) >= before, 'what was committed is there');
    await page.getByText('12 architectures measured on This computer.').waitFor();
  });
});
