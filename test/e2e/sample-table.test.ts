import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchChromium, newPage, withoutChromium } from './harness/chromium.ts';
import { startServedLab } from './harness/served-lab.ts';

for (const [path, seen] of [
  ['monotonicity', 'table'],
  ['search', 'button'],
] as const) {
  test(`the empty page ${path} opens the sample table`, { skip: withoutChromium() }, async (context) => {
    const lab = await startServedLab();
    context.after(() => lab.close());
    const browser = await launchChromium();
    context.after(() => browser.close());
    const page = await newPage(browser);
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(String(error)));
    await page.goto(lab.url.replace('/#', `/${path}#`));
    await page.getByRole('button', { name: 'Open the sample table' }).click();
    if (seen === 'table') await page.getByText('Pairs to reuse').waitFor();
    else await page.getByRole('button', { name: 'Search now' }).waitFor();
    await page.getByRole('button', { name: 'Open the sample table' }).waitFor({ state: 'detached' });
    assert.deepEqual(failures, []);
  });
}
