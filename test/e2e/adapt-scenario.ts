import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { LayeredNetwork } from '../../main/core/cost-model/cost-model.ts';
import { layerRows } from '../../main/core/network/layer-features.ts';
import { createRng } from '../../main/core/rng.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { sampleDistinct } from '../../main/core/spaces/sample-distinct.ts';
import { latencyCsv, syntheticLatencies } from '../core/cost-model/synthetic-devices.ts';
import { assertAccessible } from './harness/axe.ts';
import { withoutChromium } from './harness/chromium.ts';
import type { OpenWindow } from './scenario.ts';

const stepLimitMs = 120_000;

const cells: LayeredNetwork[] = sampleDistinct(nasBench201, 75, createRng(7)).map((cell) => ({
  id: nasBench201.print(cell),
  layers: layerRows(nasBench201.network(cell)),
}));
const latencies = syntheticLatencies(cells, 4);
const fleet = latencyCsv(cells, latencies);
const alone = latencyCsv(cells, latencies.slice(0, 1));

const payload = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** From a proxy to a target in the window: judged, looked at, and measured on this computer; the same for every way of opening it. */
export function describeAdaptScenario(title: string, open: () => Promise<OpenWindow>): void {
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
    const judged = (): Promise<void> =>
      answer()
        .filter({ hasText: /^(Enough|Better, not yet sure|Good, not yet sure|The proxy as it is)/ })
        .waitFor();

    async function choose(label: string, option: string | RegExp): Promise<void> {
      await page.getByRole('combobox', { name: label, exact: true }).click();
      await page.getByRole('option', { name: option }).click();
    }

    async function importTable(name: string, csv: string): Promise<void> {
      const dialog = page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .first()
        .setInputFiles(payload(`${name}.csv`, csv));
      await choose('Search space', /NAS-Bench-201/);
      await dialog.getByRole('button', { name: 'Import', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
    }

    it('without a table the page says what is missing; G A opens it', async () => {
      await openPage('Devices');
      await page.getByText('All devices').waitFor();
      await page.keyboard.press('g');
      await page.keyboard.press('a');
      await page.getByText('Adapting starts from a device that was measured well').waitFor();
      await assertAccessible(page);
      await button('Import a table').click();
      await importTable('fleet', fleet);
    });

    it('repeats judge it: before, after and without a source, while the page tells how far they are', async () => {
      await answer()
        .filter({ hasText: /^Adapt(ing|ed)/ })
        .first()
        .waitFor();
      await judged();
      const figures = page.getByRole('region', { name: 'Answer' }).locator('dt');
      assert.deepEqual(await figures.allTextContents(), ['Before', 'After 20', 'No source']);
      await panel('Before and after')
        .getByRole('img', { name: /^Rank correlation before and after: Proxy as it is .*Adapted, 20 / })
        .waitFor();
      await button('Imported: no such device here').waitFor();
      await assertAccessible(page);
    });

    it('every chart is reached by keyboard and turns into its table; the next ones say why', async () => {
      const curve = page.getByRole('slider', { name: 'What more measurements buy' });
      await curve.focus();
      await page.keyboard.press('ArrowLeft');
      assert.match((await curve.getAttribute('aria-valuetext')) ?? '', /^10 measurements: .*Adapted (−)?\d\.\d\d \[/);
      await page.keyboard.press('t');
      await panel('What more measurements buy').getByRole('columnheader', { name: 'Adapted, lowest', exact: true }).waitFor();
      await page.getByRole('application', { name: /^Predicted and measured on .*, 75 architectures/ }).focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText(/^predicted .* ms, measured .* ms$/).waitFor();
      await panel('Errors')
        .getByRole('img', { name: /^Errors on 55 architectures/ })
        .waitFor();
      const next = panel('Measure these next').getByRole('row');
      assert.equal(await next.count(), 1 + 20);
      assert.match((await next.nth(1).innerText()).replaceAll('\n', ' '), /least certain|disagree by|most neighbours/);
      await panel('Measure these next')
        .getByText(/^Sources, SRCC with the samples/)
        .waitFor();
      await panel('Can I trust it?').getByText('90 % intervals that hold').waitFor();
    });

    it('other samples and another method are in the address, and the page survives a reload', async () => {
      await button('How to adapt').click();
      await page.getByRole('radiogroup', { name: 'Measurements used' }).getByText('10', { exact: true }).click();
      await assertAccessible(page);
      await choose('Method', 'Gaussian process without a source');
      await page.keyboard.press('Escape');
      await page.waitForURL(/samples=10&?.*method=gp-no-source|method=gp-no-source&?.*samples=10/);
      await judged();
      const address = page.url();
      await page.reload();
      await judged();
      assert.equal(page.url(), address);
    });

    it('the table of the chart is exported with its source', async () => {
      const downloading = page.waitForEvent('download');
      await panel('Measure these next').getByRole('button', { name: 'Export (E)' }).click();
      await page.getByRole('menuitem', { name: 'Data (CSV)' }).click();
      const csv = readFileSync(await (await downloading).path(), 'utf8');
      assert.match(csv, /^# Measure these next\n# source: table fleet.*adapted to .* with 10/);
      assert.equal(csv.trim().split('\n').length, 3 + 1 + 20);
    });

    it('Monotonicity leads to it, and it leads to Search with its model', async () => {
      await openPage('Monotonicity');
      await page.getByText('This pair').waitFor();
      const to = page.getByRole('link', { name: /^Adapt to / });
      if ((await to.count()) > 0) {
        await to.click();
        await judged();
      } else {
        await openPage('Adapt');
        await judged();
      }
      await page.getByRole('link', { name: 'Search with it' }).click();
      await page.waitForURL(/\/search\?model=/);
      await page.locator('input[value$=", 20 (model)"]').waitFor();
    });

    it('with one device in a table, the lab’s own devices are targets; the first are measured until it is enough', async () => {
      await openPage('Monotonicity');
      await button('Import').click();
      await importTable('alone', alone);
      await openPage('Adapt');
      await choose('Table', 'alone');
      await page.getByText('This computer has no measurements in alone yet').waitFor();
      await assertAccessible(page);
      await button('Measure 20 more').click();
      const dialog = page.getByRole('dialog');
      for (const [label, value] of Object.entries({ 'Measured at most': '6', 'At a time': '3', 'Time each, ms': '0' }))
        await dialog.getByRole('textbox', { name: label }).fill(value);
      await dialog.getByRole('textbox', { name: 'Until SRCC is surely' }).fill('1');
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Start', exact: true }).click();
      await answer()
        .filter({ hasText: /^Measuring This computer: / })
        .waitFor();
      await button(/^Stop/).waitFor();
      await assertAccessible(page);
      await answer()
        .filter({ hasText: /^(Not sure yet|Enough): SRCC is/ })
        .waitFor();
      await page.getByText('no other measurements are left', { exact: false }).first().waitFor();
      await panel('Can I trust it?').getByText('Measured so far').waitFor();
      await button('Measure 20 more').waitFor();
      await assertAccessible(page);
    });

    it('nothing was complained of on the way', () => {
      assert.deepEqual(complaints, []);
    });
  });
}
