import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { writeOnnx } from '../../main/core/network/onnx/write-onnx.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { assertAccessible } from './harness/axe.ts';
import { withoutChromium } from './harness/chromium.ts';
import { runOnnx } from './harness/run-onnx.ts';

/** The lab's window, however it was opened. */
export interface OpenWindow {
  readonly page: Page;
  close(): Promise<void>;
}

const screenshots = resolve(import.meta.dirname, '../output');
const stepLimitMs = 120_000;

/** The whole first session of a person in the window, the same for every way of opening it. */
export function describeScenario(title: string, open: () => Promise<OpenWindow>): void {
  describe(title, { skip: withoutChromium() }, () => {
    let window: OpenWindow;
    let page: Page;
    const complaints: string[] = [];

    before(async () => {
      window = await open();
      page = window.page;
      page.setDefaultTimeout(stepLimitMs);
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    });
    after(async () => {
      await window.close();
    });

    /** A step that leaves a picture behind where it fails. */
    function step(name: string, act: () => Promise<void>): void {
      it(name, async () => {
        try {
          await act();
        } catch (error) {
          mkdirSync(screenshots, { recursive: true });
          await page.screenshot({ path: join(screenshots, `${title} - ${name}.png`.replaceAll(/[^\w.-]+/g, ' ')) });
          throw error;
        }
      });
    }

    const answer = (): Locator => page.getByRole('region', { name: 'Answer' }).locator('strong');
    const panel = (name: string): Locator => page.getByRole('region', { name, exact: true });
    const openPage = (name: string): Promise<void> => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();

    async function newMeasurement(options: Readonly<Record<string, string>>): Promise<void> {
      await openPage('Measure');
      const again = page.getByRole('link', { name: 'New', exact: true });
      const start = page.getByRole('button', { name: 'Start', exact: true });
      await start.or(again).first().waitFor();
      if (await again.isVisible()) await again.click();
      for (const [label, value] of Object.entries(options)) await page.getByRole('textbox', { name: label, exact: true }).fill(value);
    }

    async function measure(options: Readonly<Record<string, string>>, precision: 'f32' | 'int8'): Promise<void> {
      await newMeasurement(options);
      await page.getByRole('radiogroup', { name: 'Precision' }).getByText(precision, { exact: true }).click();
      await page.getByRole('button', { name: 'Start', exact: true }).click();
    }

    step('Devices shows what this computer is and that it works', async () => {
      await openPage('Devices');
      await panel('All devices').getByText('This computer').waitFor();
      await panel('What it is')
        .getByText(/onnxruntime-node/)
        .waitFor();
      await panel('What it is')
        .getByText(/\d+ cores? in \d+ cluster/)
        .waitFor();
      await panel('Smoke test').getByRole('button', { name: 'Run again' }).waitFor();
      await panel('Smoke test').getByText('passed', { exact: true }).first().waitFor();
      assert.equal(await panel('Smoke test').getByText('failed', { exact: true }).count(), 0);
      await assertAccessible(page);
    });

    step('Measure shows results as they come, and stops when told to', async () => {
      await measure({ Architectures: '400', Runs: '3', 'Warm-ups': '0', 'Time, ms': '500', Blocks: '2', Table: 'stopped' }, 'f32');
      await answer()
        .filter({ hasText: /: [1-9]\d* of 400\./ })
        .waitFor();
      const first = await answer().textContent();
      await answer()
        .filter({ hasNotText: first ?? '' })
        .waitFor();
      await panel('Latest results').getByRole('row').nth(1).waitFor();
      await assertAccessible(page);
      await page.getByRole('button', { name: /^Stop/ }).click();
      await answer()
        .filter({ hasText: /^Stopped after \d+ of 400\./ })
        .waitFor();
    });

    const sample = { Architectures: '16', Runs: '5', 'Warm-ups': '1', 'Time, ms': '0', Blocks: '2', Table: 'scenario' };
    step('Measure takes the same sample twice, with different settings, into one table', async () => {
      await measure({ ...sample, Threads: '1', Column: 'proxy' }, 'f32');
      await answer().filter({ hasText: '16 architectures measured on This computer.' }).waitFor();
      await measure({ ...sample, Threads: '2', Column: 'target' }, 'int8');
      await page.getByText('Medians are in table scenario, column target').first().waitFor();
      await assertAccessible(page);
    });

    step('Monotonicity compares the two in a heatmap and a scatter', async () => {
      await page.getByRole('link', { name: 'Compare in Monotonicity' }).click();
      await page
        .getByRole('gridcell', { name: /proxy for target: (−|-)?\d?\.\d+/ })
        .first()
        .waitFor();
      await page.getByRole('application', { name: /16 architectures/ }).waitFor();
      await page.getByText('This pair').waitFor();
      await assertAccessible(page);
    });

    step('Search finds a front; a picked point shows its architecture', async () => {
      await openPage('Search');
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      const front = page.getByRole('grid', { name: 'Architectures of the front, fastest first' });
      const row = front.getByRole('row').nth(2);
      await row.click();
      await page.locator('tr[aria-selected="true"]').nth(0).waitFor();
      await panel('Picked architecture').getByText('Share of its MACs, by stage').waitFor();
      await panel('Picked architecture')
        .getByText(/^\|.*\|$/)
        .waitFor();
      await assertAccessible(page);
    });

    for (const [precision, label] of [
      ['f32', '32-bit floating point (f32)'],
      ['int8', '8-bit integers (int8, QDQ)'],
    ] as const) {
      step(`the picked architecture is saved as an ONNX file that runs (${precision})`, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'proxylab-onnx-'));
        const downloading = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Save ONNX' }).click();
        await page.getByRole('menuitem', { name: label }).click();
        const file = join(folder, 'pick.onnx');
        await (await downloading).saveAs(file);
        assert.deepEqual(await runOnnx(file), [1, 10]);
        rmSync(folder, { recursive: true });
      });
    }

    step('the page survives a reload', async () => {
      const address = page.url();
      await page.reload();
      await panel('Picked architecture').getByText('Share of its MACs, by stage').waitFor();
      assert.equal(page.url(), address);
    });

    step('Measure takes networks from ONNX files, and shows what they are before and how fast after', async () => {
      const cells = ['nor_conv_3x3', 'nor_conv_1x1'].map((operator) => `|${operator}~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|`);
      const files = cells.map((cell, index) => ({
        name: `network-${index + 1}.onnx`,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(writeOnnx(nasBench201.network(nasBench201.parse(cell), { resolution: 8 }), { precision: 'int8', seed: 1 })),
      }));
      await newMeasurement({ Runs: '3', 'Warm-ups': '0', 'Time, ms': '0', Blocks: '1', Table: 'networks' });
      await page.getByRole('combobox', { name: 'Search space' }).click();
      await page.getByRole('option', { name: 'Networks from ONNX files' }).click();
      await page
        .locator('input[type=file]')
        .setInputFiles([...files, { ...files[0]!, name: 'broken.onnx', buffer: Buffer.from('no network') }]);
      await panel('Networks')
        .getByText(/^int8, .*MACs, .*parameters/)
        .nth(1)
        .waitFor();
      await panel('Networks')
        .getByText(/^broken\.onnx: /)
        .waitFor();
      await page.locator('input[type=file]').setInputFiles(files);
      await panel('Networks').getByText('2 files').waitFor();
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await answer().filter({ hasText: '2 networks measured on This computer.' }).waitFor();
      await panel('Latest results').getByText('network-1.onnx').first().waitFor();
      await panel('Conditions').getByText('2 networks from files').waitFor();
    });

    step('nothing was complained of on the way', async () => {
      assert.deepEqual(complaints, []);
      return Promise.resolve();
    });
  });
}
