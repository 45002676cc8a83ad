import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { LayeredNetwork } from '../../main/core/cost-model/cost-model.ts';
import { layerRows } from '../../main/core/network/layer-features.ts';
import { writeOnnx } from '../../main/core/network/onnx/write-onnx.ts';
import { createRng } from '../../main/core/rng.ts';
import { mobileRandom } from '../../main/core/spaces/mobile-random.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { sampleDistinct } from '../../main/core/spaces/sample-distinct.ts';
import { latencyCsv, networkLines, syntheticLatencies, syntheticNetworks } from '../core/cost-model/synthetic-devices.ts';
import { assertAccessible } from './harness/axe.ts';
import { withoutChromium } from './harness/chromium.ts';
import type { OpenWindow } from './scenario.ts';

const stepLimitMs = 120_000;

const phones = syntheticNetworks(24);
// The last phone has measured every other network.
const phoneLatencies = syntheticLatencies(phones, 7).map((values, device) =>
  device < 6 ? values : values.map((ms, i) => (i % 3 === 0 ? ms : NaN)),
);
const cells: LayeredNetwork[] = sampleDistinct(nasBench201, 16, createRng(5)).map((cell) => ({
  id: nasBench201.print(cell),
  layers: layerRows(nasBench201.network(cell)),
}));

const payload = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const csvOf = (networks: readonly LayeredNetwork[], latencies: readonly Float64Array[]): string =>
  latencyCsv(networks, latencies).replaceAll('NaN', '');

/** A cost model in the window: import, fit, look at devices, check on this computer; the same for every way of opening it. */
export function describeCostModelScenario(title: string, open: () => Promise<OpenWindow>): void {
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
    after(() => window.close());

    const answer = (): Locator => page.getByRole('region', { name: 'Answer' }).locator('strong');
    const panel = (name: string): Locator => page.getByRole('region', { name, exact: true });
    const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
    const openPage = (name: string): Promise<void> => page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();

    async function choose(label: string, option: string | RegExp): Promise<void> {
      await page.getByRole('combobox', { name: label, exact: true }).click();
      await page.getByRole('option', { name: option }).click();
    }

    async function importTable(name: string, space: string, csv: string, layers?: string): Promise<void> {
      const dialog = page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .first()
        .setInputFiles(payload(`${name}.csv`, csv));
      await choose('Search space', space);
      if (layers !== undefined) await dialog.locator('input[type=file]').last().setInputFiles(payload('networks.jsonl', layers));
      await dialog.getByRole('button', { name: 'Import', exact: true }).click();
      await page.getByText(`No cost model of ${name} yet`).waitFor();
    }

    async function fit(size: number): Promise<void> {
      await button('Fit a cost model').click();
      await page.getByRole('textbox', { name: 'Networks in the signature set' }).fill(String(size));
      await choose('Method', /^Gaussian/);
      await assertAccessible(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Fit', exact: true }).click();
    }

    it('without a table the page says what is missing; a table comes in with its networks’ layers', async () => {
      await openPage('Cost model');
      await page.getByText('A cost model learns from several devices').waitFor();
      await assertAccessible(page);
      await button('Import a table').click();
      await importTable('phones', 'Networks known by their layers', csvOf(phones, phoneLatencies), networkLines(phones));
      await assertAccessible(page);
    });

    it('a model is fitted while the page says how far it is, and answers with its error beside the scalar’s', async () => {
      await fit(4);
      await answer().filter({ hasText: 'Fitting a cost model to the 7 devices of phones' }).waitFor();
      await button('Stop').waitFor();
      await answer()
        .filter({ hasText: /measurements? predicts? the other 20 networks/ })
        .waitFor();
      for (const figure of ['MAPE', 'Scalar MAPE']) await page.getByText(figure, { exact: true }).waitFor();
      await assertAccessible(page);
    });

    it('a device that has measured little shows what is left, all on demand, and says why it cannot be checked', async () => {
      assert.equal(await page.getByRole('combobox', { name: 'Device', exact: true }).inputValue(), 'phone 6');
      const rows = page.getByRole('grid', { name: /^Predicted latencies on phone 6/ }).getByRole('row');
      const open = await rows.count();
      assert.equal(await rows.getByText('not yet').count(), open - 1);
      await button(/^Show all 20$/).click();
      assert.equal(await rows.count(), 21);
      await page.getByText(/intervals held/).waitFor();
      await button('Only layers known: nothing to run').waitFor();
      await assertAccessible(page);
    });

    it('a device that was left out is predicted by models that do not know it', async () => {
      await choose('Device', 'phone 2');
      await answer()
        .filter({ hasText: /^Four measurements predict the other 20 networks, mean error \d/ })
        .waitFor();
      await page.getByRole('region', { name: 'Answer' }).getByText('Learned from 5 other devices.').waitFor();
      await button('All are measured').waitFor();
    });

    it('T turns a chart into its table, arrows move along it, and predictions are exported', async () => {
      const slider = page.getByRole('slider', { name: 'Size of the signature' });
      await slider.focus();
      await page.keyboard.press('ArrowLeft');
      assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^signature size 3: MAPE, % \d/);
      await page.keyboard.press('t');
      await panel('How large a signature?').getByRole('columnheader', { name: 'scalar MAPE %', exact: true }).waitFor();
      const downloading = page.waitForEvent('download');
      await button('Export predictions').click();
      const csv = readFileSync(await (await downloading).path(), 'utf8');
      assert.match(csv, /^# Predicted latencies on phone 2\n# source: table phones/);
      assert.equal(csv.trim().split('\n').length, 3 + 1 + 20);
    });

    it('a network of an ONNX file is predicted', async () => {
      const bytes = writeOnnx(mobileRandom.network(mobileRandom.parse('random:3:small')), {
        precision: 'f32',
        seed: 1,
        weights: 'constant',
      });
      await button('Predict an ONNX file').click();
      const dialog = page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name: 'own.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
      const row = dialog.getByRole('row', { name: /own\.onnx/ });
      assert.match(await row.innerText(), /own\.onnx\s+[\d.,]+\s+[\d.,]+–[\d.,]+\s+[\d.,]+/);
      await assertAccessible(page);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    });

    it('the page survives a reload', async () => {
      const address = page.url();
      await page.reload();
      await answer()
        .filter({ hasText: /^Four measurements/ })
        .waitFor();
      assert.equal(page.url(), address);
    });

    it('the signature of a space is measured on this computer, then five networks are checked there', async () => {
      await openPage('Monotonicity');
      await button('Import').click();
      const dialog = page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .first()
        .setInputFiles(payload('cells.csv', csvOf(cells, syntheticLatencies(cells, 5))));
      await choose('Search space', /NAS-Bench-201/);
      await dialog.getByRole('button', { name: 'Import', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      await openPage('Cost model');
      await choose('Fleet', /^cells/);
      await fit(4);
      await panel('Signature set').getByRole('link', { name: 'Measure it' }).click();
      await page.getByText('4 chosen').waitFor();
      for (const [label, value] of Object.entries({ Runs: '3', 'Warm-ups': '0', 'Time, ms': '0', Blocks: '1', Column: 'here' }))
        await page.getByRole('textbox', { name: label, exact: true }).fill(value);
      await assertAccessible(page);
      await button('Start').click();
      await answer().filter({ hasText: '4 architectures measured on This computer.' }).waitFor();
      await openPage('Cost model');
      await choose('Fleet', /^cells/);
      await choose('Device', 'here');
      await answer()
        .filter({ hasText: /^Four measurements predict the other 12 networks/ })
        .waitFor();
      await page.getByText(/are not checked on this device yet/).waitFor();
      await page.getByRole('link', { name: 'Check 5 on the device' }).click();
      await page.getByText('5 chosen').waitFor();
      assert.equal(await page.getByRole('textbox', { name: 'Column', exact: true }).inputValue(), 'here');
      for (const [label, value] of Object.entries({ Runs: '3', 'Warm-ups': '0', 'Time, ms': '0', Blocks: '1' }))
        await page.getByRole('textbox', { name: label, exact: true }).fill(value);
      await button('Start').click();
      await answer().filter({ hasText: '5 architectures measured on This computer.' }).waitFor();
      await openPage('Cost model');
      await choose('Fleet', /^cells/);
      await choose('Device', 'here');
      await page.getByText(/intervals held (all )?\d/).waitFor();
      await assertAccessible(page);
    });

    it('nothing was complained of on the way', () => {
      assert.deepEqual(complaints, []);
    });
  });
}
