import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { LayeredNetwork } from '../../main/core/cost-model/cost-model.ts';
import { layerRows } from '../../main/core/network/layer-features.ts';
import { createRng } from '../../main/core/rng.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { sampleDistinct } from '../../main/core/spaces/sample-distinct.ts';
import { latencyCsv, syntheticLatencies } from '../core/cost-model/synthetic-devices.ts';
import { eventually } from './harness/eventually.ts';
import { describeInWindow, type OpenWindow } from './harness/window-steps.ts';

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
  describeInWindow(title, open, (window) => {
    const judged = (): Promise<void> =>
      window
        .answer()
        .filter({ hasText: /^(Enough|Better, not yet sure|Good, not yet sure|The proxy as it is)/ })
        .waitFor();

    async function importTable(name: string, csv: string): Promise<void> {
      const dialog = window.page.getByRole('dialog');
      await dialog
        .locator('input[type=file]')
        .first()
        .setInputFiles(payload(`${name}.csv`, csv));
      await window.choose('Search space', /NAS-Bench-201/);
      await dialog.getByRole('button', { name: 'Import', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
    }

    window.step('without a table the page says what is missing; G A opens it', async () => {
      await window.openPage('Devices');
      await window.page.getByText('All devices').waitFor();
      await window.page.keyboard.press('g');
      await window.page.keyboard.press('a');
      await window.page.getByText('Adapting starts from a device that was measured well').waitFor();
      await window.assertAccessible();
      await window.button('Import a table').click();
      await importTable('fleet', fleet);
    });

    window.step('repeats judge it: before, after and without a source, while the page tells how far they are', async () => {
      await judged();
      const figures = window.page.getByRole('region', { name: 'Answer' }).locator('dt');
      await eventually(async () => assert.deepEqual(await figures.allTextContents(), ['Before', 'After 20', 'No source']));
      await window
        .panel('Before and after')
        .getByRole('img', { name: /^Rank correlation before and after: Proxy as it is .*Adapted, 20 / })
        .waitFor();
      await window.button('Imported: no such device here').waitFor();
      await window.assertAccessible();
    });

    window.step('every chart is reached by keyboard and turns into its table; the next ones say why', async () => {
      const curve = window.page.getByRole('slider', { name: 'What more measurements buy' });
      await curve.press('ArrowLeft');
      await eventually(async () =>
        assert.match((await curve.getAttribute('aria-valuetext')) ?? '', /^10 measurements: .*Adapted (−)?\d\.\d\d \[/),
      );
      await window.page.keyboard.press('t');
      await window.panel('What more measurements buy').getByRole('columnheader', { name: 'Adapted, lowest', exact: true }).waitFor();
      await window.page.getByRole('application', { name: /^Predicted and measured on .*, 75 architectures/ }).focus();
      await window.page.keyboard.press('ArrowRight');
      await window.page.getByText(/^predicted .* ms, measured .* ms$/).waitFor();
      await window
        .panel('Errors')
        .getByRole('img', { name: /^Errors on 55 architectures/ })
        .waitFor();
      const next = window.panel('Measure these next').getByRole('row');
      await eventually(async () => assert.equal(await next.count(), 1 + 20));
      await next
        .nth(1)
        .filter({ hasText: /least certain|disagree by|most neighbours/ })
        .waitFor();
      await window
        .panel('Measure these next')
        .getByText(/^Sources, SRCC with the samples/)
        .waitFor();
      await window.panel('Can I trust it?').getByText('90 % intervals that hold').waitFor();
    });

    window.step('other samples and another method are in the address, and the page survives a reload', async () => {
      await window.button('How to adapt').click();
      await window.page.getByRole('radiogroup', { name: 'Measurements used' }).getByText('10', { exact: true }).click();
      await window.assertAccessible();
      await window.choose('Method', 'Gaussian process without a source');
      await window.page.keyboard.press('Escape');
      await window.page.waitForURL(/samples=10&?.*method=gp-no-source|method=gp-no-source&?.*samples=10/);
      await judged();
      const address = window.page.url();
      await window.page.reload();
      await judged();
      assert.equal(window.page.url(), address);
    });

    window.step('the table of the chart is exported with its source', async () => {
      const downloading = window.page.waitForEvent('download');
      await window.panel('Measure these next').getByRole('button', { name: 'Export (E)' }).click();
      await window.page.getByRole('menuitem', { name: 'Data (CSV)' }).click();
      const csv = readFileSync(await (await downloading).path(), 'utf8');
      assert.match(csv, /^# Measure these next\n# source: table fleet.*adapted to .* with 10/);
      assert.equal(csv.trim().split('\n').length, 3 + 1 + 20);
    });

    window.step('Monotonicity leads to it, and it leads to Search with its model', async () => {
      await window.openPage('Monotonicity');
      await window.page.getByText('This pair').waitFor();
      const to = window.page.getByRole('link', { name: /^Adapt to / });
      if ((await to.count()) > 0) {
        await to.click();
      } else {
        await window.openPage('Adapt');
      }
      await judged();
      await window.page.getByRole('link', { name: 'Search with it' }).click();
      await window.page.waitForURL(/\/search\?model=/);
      await window.page.locator('input[value$=", 20 (model)"]').waitFor();
    });

    window.step('with one device in a table, the lab’s own devices are targets; the first are measured until it is enough', async () => {
      await window.openPage('Monotonicity');
      await window.button('Import').click();
      await importTable('alone', alone);
      await window.openPage('Adapt');
      await window.choose('Table', 'alone');
      await window.page.getByText('This computer has no measurements in alone yet').waitFor();
      await window.assertAccessible();
      await window.button('Measure 20 more').click();
      const dialog = window.page.getByRole('dialog');
      for (const [label, value] of Object.entries({ 'Measured at most': '6', 'At a time': '3', 'Time each, ms': '0' }))
        await dialog.getByRole('textbox', { name: label }).fill(value);
      await dialog.getByRole('textbox', { name: 'Until SRCC is surely' }).fill('1');
      await window.assertAccessible();
      await dialog.getByRole('button', { name: 'Start', exact: true }).click();
      const ended = window.answer().filter({ hasText: /^(Not sure yet|Enough): SRCC is/ });
      const measuring = window.answer().filter({ hasText: /^Measuring This computer: / });
      await measuring.or(ended).waitFor();
      await window.assertAccessible();
      await ended.waitFor();
      await window.page.getByText('no other measurements are left', { exact: false }).first().waitFor();
      await window.panel('Can I trust it?').getByText('Measured so far').waitFor();
      await window.button('Measure 20 more').waitFor();
      await window.assertAccessible();
    });
  });
}
