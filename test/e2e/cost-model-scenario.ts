import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { LayeredNetwork } from '../../main/core/cost-model/cost-model.ts';
import { layerRows } from '../../main/core/network/layer-features.ts';
import { writeOnnx } from '../../main/core/network/onnx/write-onnx.ts';
import { createRng } from '../../main/core/rng.ts';
import { mobileRandom } from '../../main/core/spaces/mobile-random.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { sampleDistinct } from '../../main/core/spaces/sample-distinct.ts';
import { latencyCsv, networkLines, syntheticLatencies, syntheticNetworks } from '../core/cost-model/synthetic-devices.ts';
import { eventually } from './harness/eventually.ts';
import { describeInWindow, type OpenWindow } from './harness/window-steps.ts';

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
  describeInWindow(title, open, (window) => {
    async function importTable(name: string, space: string, csv: string, layers?: string): Promise<void> {
      const dialog = window.page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .first()
        .setInputFiles(payload(`${name}.csv`, csv));
      await window.choose('Search space', space);
      if (layers !== undefined) await dialog.locator('input[type=file]').last().setInputFiles(payload('networks.jsonl', layers));
      await dialog.getByRole('button', { name: 'Import', exact: true }).click();
      await window.page.getByText(`No cost model of ${name} yet`).waitFor();
    }

    async function fit(size: number): Promise<void> {
      await window.button('Fit a cost model').click();
      await window.page.getByRole('textbox', { name: 'Networks in the signature set' }).fill(String(size));
      await window.choose('Method', /^Gaussian/);
      await window.assertAccessible();
      await window.page.getByRole('dialog').getByRole('button', { name: 'Fit', exact: true }).click();
    }

    window.step('without a table the page says what is missing; a table comes in with its networks’ layers', async () => {
      await window.openPage('Cost model');
      await window.page.getByText('A cost model learns from several devices').waitFor();
      await window.assertAccessible();
      await window.button('Import a table').click();
      await importTable('phones', 'Networks known by their layers', csvOf(phones, phoneLatencies), networkLines(phones));
      await window.assertAccessible();
    });

    window.step('a model is fitted while the page says how far it is, and answers with its error beside the scalar’s', async () => {
      await fit(4);
      const fitted = window.answer().filter({ hasText: /measurements? predicts? the other 20 networks/ });
      await window.answer().filter({ hasText: 'Fitting a cost model to the 7 devices of phones' }).or(fitted).waitFor();
      await fitted.waitFor();
      for (const figure of ['MAPE', 'Scalar MAPE']) await window.page.getByText(figure, { exact: true }).waitFor();
      await window.assertAccessible();
    });

    window.step('a device that has measured little shows what is left, all on demand, and says why it cannot be checked', async () => {
      const device = window.page.getByRole('combobox', { name: 'Device', exact: true });
      await eventually(async () => assert.equal(await device.inputValue(), 'phone 6'));
      const rows = window.page.getByRole('grid', { name: /^Predicted latencies on phone 6/ }).getByRole('row');
      const all = window.button('Show all 20');
      await all.waitFor();
      await eventually(async () => assert.equal(await rows.getByText('not yet').count(), (await rows.count()) - 1));
      await all.click();
      await eventually(async () => assert.equal(await rows.count(), 21));
      await window.page.getByText(/intervals held/).waitFor();
      await window.button('Only layers known: nothing to run').waitFor();
      await window.assertAccessible();
    });

    window.step('a device that was left out is predicted by models that do not know it', async () => {
      await window.choose('Device', 'phone 2');
      await window
        .answer()
        .filter({ hasText: /^Four measurements predict the other 20 networks, mean error \d/ })
        .waitFor();
      await window.page.getByRole('region', { name: 'Answer' }).getByText('Learned from 5 other devices.').waitFor();
      await window.button('All are measured').waitFor();
    });

    window.step('T turns a chart into its table, arrows move along it, and predictions are exported', async () => {
      const slider = window.page.getByRole('slider', { name: 'Size of the signature' });
      await slider.press('ArrowLeft');
      await eventually(async () => assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^signature size 3: MAPE, % \d/));
      await slider.press('t');
      await window.panel('How large a signature?').getByRole('columnheader', { name: 'scalar MAPE %', exact: true }).waitFor();
      const downloading = window.page.waitForEvent('download');
      await window.button('Export predictions').click();
      const csv = readFileSync(await (await downloading).path(), 'utf8');
      assert.match(csv, /^# Predicted latencies on phone 2\n# source: table phones/);
      assert.equal(csv.trim().split('\n').length, 3 + 1 + 20);
    });

    window.step('a network of an ONNX file is predicted', async () => {
      const bytes = writeOnnx(mobileRandom.network(mobileRandom.parse('random:3:small')), {
        precision: 'f32',
        seed: 1,
        weights: 'constant',
      });
      await window.button('Predict an ONNX file').click();
      const dialog = window.page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .setInputFiles({ name: 'own.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
      const row = dialog.getByRole('row', { name: /own\.onnx/ });
      await eventually(async () => assert.match(await row.innerText(), /own\.onnx\s+[\d.,]+\s+[\d.,]+–[\d.,]+\s+[\d.,]+/));
      await window.assertAccessible();
      await window.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    });

    window.step('the page survives a reload', async () => {
      const address = window.page.url();
      await window.page.reload();
      await window
        .answer()
        .filter({ hasText: /^Four measurements/ })
        .waitFor();
      assert.equal(window.page.url(), address);
    });

    window.step('the signature of a space is measured on this computer, then five networks are checked there', async () => {
      await window.openPage('Monotonicity');
      await window.button('Import').click();
      const dialog = window.page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .first()
        .setInputFiles(payload('cells.csv', csvOf(cells, syntheticLatencies(cells, 5))));
      await window.choose('Search space', /NAS-Bench-201/);
      await dialog.getByRole('button', { name: 'Import', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      await window.openPage('Cost model');
      await window.choose('Fleet', /^cells/);
      await fit(4);
      await window.panel('Signature set').getByRole('link', { name: 'Measure it' }).click();
      await window.page.getByText('4 chosen').waitFor();
      for (const [label, value] of Object.entries({ Runs: '3', 'Warm-ups': '0', 'Time, ms': '0', Blocks: '1', Column: 'here' }))
        await window.page.getByRole('textbox', { name: label, exact: true }).fill(value);
      await window.assertAccessible();
      await window.button('Start').click();
      await window.answer().filter({ hasText: '4 architectures measured on This computer.' }).waitFor();
      await window.openPage('Cost model');
      await window.choose('Fleet', /^cells/);
      await window.choose('Device', 'here');
      await window
        .answer()
        .filter({ hasText: /^Four measurements predict the other 12 networks/ })
        .waitFor();
      await window.page.getByText(/are not checked on this device yet/).waitFor();
      await window.page.getByRole('link', { name: 'Check 5 on the device' }).click();
      await window.page.getByText('5 chosen').waitFor();
      const column = window.page.getByRole('textbox', { name: 'Column', exact: true });
      await eventually(async () => assert.equal(await column.inputValue(), 'here'));
      for (const [label, value] of Object.entries({ Runs: '3', 'Warm-ups': '0', 'Time, ms': '0', Blocks: '1' }))
        await window.page.getByRole('textbox', { name: label, exact: true }).fill(value);
      await window.button('Start').click();
      await window.answer().filter({ hasText: '5 architectures measured on This computer.' }).waitFor();
      await window.openPage('Cost model');
      await window.choose('Fleet', /^cells/);
      await window.choose('Device', 'here');
      await window.page.getByText(/intervals held (all )?\d/).waitFor();
      await window.assertAccessible();
    });
  });
}
