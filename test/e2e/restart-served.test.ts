import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { scratchFolder } from '../helpers/command-line.ts';
import { launchChromium, newPage, withoutChromium } from './harness/chromium.ts';
import { startServedLab } from './harness/served-lab.ts';

test(
  'a window goes on when it is loaded again, and when its lab dies and is started again',
  { skip: withoutChromium() },
  async (context) => {
    const folder = join(scratchFolder(context), 'lab');
    const first = await startServedLab(folder);
    const browser = await launchChromium();
    context.after(() => browser.close());
    const page = await newPage(browser);
    const faults: Error[] = [];
    page.on('pageerror', (error) => faults.push(error));
    const answer = page.getByRole('region', { name: 'Answer' }).locator('strong');
    const says = (text: RegExp): Promise<void> => answer.filter({ hasText: text }).waitFor();

    await page.goto(first.url);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Measure' }).click();
    for (const [label, value] of Object.entries({ Architectures: '400', Runs: '3', 'Warm-ups': '0', 'Time, ms': '500', Table: 'restart' }))
      await page.getByRole('textbox', { name: label, exact: true }).fill(value);
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await says(/: [1-9]\d* of 400\./);
    const address = page.url();
    await page.reload();
    await says(/^Measuring .*: [1-9]\d* of 400\./);
    assert.equal(page.url(), address);

    await first.kill();
    await page.getByRole('alert').getByText('Lost connection, trying again.').waitFor();
    const second = await startServedLab(folder);
    context.after(() => second.close());
    assert.equal(second.url, first.url);
    await says(/^(Interrupted|Paused) after [1-9]\d* of 400\./);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await says(/^Measuring .*: [1-9]\d* of 400\./);
    await page.getByRole('button', { name: /^Stop/ }).click();
    await says(/^Stopped after [1-9]\d* of 400\./);
    assert.deepEqual(faults, []);
  },
);
