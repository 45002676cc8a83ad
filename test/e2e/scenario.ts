import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { writeOnnx } from '../../main/core/network/onnx/write-onnx.ts';
import { findCRunner } from '../../main/devices/local/c-runner.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { double } from './harness/electron-double.ts';
import { runOnnx } from './harness/run-onnx.ts';
import { describeInWindow, type OpenWindow } from './harness/window-steps.ts';

/** The whole first session of a person in the window, the same for every way of opening it. */
export function describeScenario(title: string, open: () => Promise<OpenWindow>): void {
  describeInWindow(title, open, (window) => {
    async function newMeasurement(options: Readonly<Record<string, string>>): Promise<void> {
      await window.openPage('Measure');
      const again = window.page.getByRole('link', { name: 'New', exact: true });
      const start = window.page.getByRole('button', { name: 'Start', exact: true });
      await start.or(again).first().waitFor();
      if (await again.isVisible()) await again.click();
      for (const [label, value] of Object.entries(options))
        await window.page.getByRole('textbox', { name: label, exact: true }).fill(value);
    }

    async function measure(options: Readonly<Record<string, string>>, precision: 'f32' | 'int8'): Promise<void> {
      await newMeasurement(options);
      await window.page.getByRole('radiogroup', { name: 'Precision' }).getByText(precision, { exact: true }).click();
      await window.page.getByRole('button', { name: 'Start', exact: true }).click();
    }

    window.step('a new lab says what it is for; its tour begins with the sample table', async () => {
      await window.page.getByRole('heading', { name: /^Profile one device well/ }).waitFor();
      await window.assertAccessible();
      await window.button('Open the sample lab').click();
      const tour = window.panel('Tour');
      await tour.getByRole('heading', { name: /^Devices/ }).waitFor();
      await tour.getByRole('button', { name: 'Next' }).click();
      await tour.getByRole('heading', { name: /^Monotonicity/ }).waitFor();
      await window.page.getByText('This pair').waitFor();
      await window.assertAccessible();
      await tour.getByRole('button', { name: 'End the tour' }).click();
      await tour.waitFor({ state: 'detached' });
    });

    window.step('the palette leads into the guide; ? shows every key', async () => {
      const { keyboard } = window.page;
      await keyboard.press('Control+k');
      const palette = window.page.getByRole('combobox', { name: 'Find or do anything' });
      await palette.fill('usb debugging');
      await palette.press('Enter');
      await window.page.getByRole('heading', { name: 'Enable USB debugging' }).waitFor();
      await window.assertAccessible();
      await keyboard.press('g');
      await keyboard.press(',');
      await window.panel('This lab').getByText('Folder', { exact: true }).waitFor();
      await window.assertAccessible();
      await keyboard.press('?');
      await window.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Bring back what was deleted last').waitFor();
      await window.assertAccessible();
      await keyboard.press('Escape');
      await window.page.getByRole('dialog').waitFor({ state: 'detached' });
      await keyboard.press('g');
      await keyboard.press('l');
      await window.page
        .getByRole('grid', { name: 'What the lab keeps' })
        .getByRole('row', { name: /^sample/ })
        .waitFor();
    });

    window.step('Devices shows what this computer is and that it works', async () => {
      await window.openPage('Devices');
      await window.panel('All devices').getByText('This computer', { exact: true }).waitFor();
      await window
        .panel('What it is')
        .getByText(/onnxruntime-node/)
        .waitFor();
      await window
        .panel('What it is')
        .getByText(/\d+ cores? in \d+ cluster/)
        .waitFor();
      await window.panel('Smoke test').getByRole('button', { name: 'Run again' }).waitFor();
      // A busy computer may fail the last of five: that its times repeat.
      await window.panel('Smoke test').getByText('passed', { exact: true }).nth(3).waitFor();
      await window.assertAccessible();
    });

    window.step('Measure shows results as they come, and stops when told to', async () => {
      await measure({ Architectures: '400', Runs: '3', 'Warm-ups': '0', 'Time, ms': '500', Blocks: '2', Table: 'stopped' }, 'f32');
      await window
        .answer()
        .filter({ hasText: /: [1-9]\d* of 400\./ })
        .waitFor();
      const first = await window.answer().textContent();
      await window
        .answer()
        .filter({ hasNotText: first ?? '' })
        .waitFor();
      await window.panel('Latest results').getByRole('row').nth(1).waitFor();
      await window.assertAccessible();
      await window.page.getByRole('button', { name: /^Stop/ }).click();
      await window
        .answer()
        .filter({ hasText: /^Stopped after \d+ of 400\./ })
        .waitFor();
    });

    const sample = { Architectures: '16', Runs: '5', 'Warm-ups': '1', 'Time, ms': '0', Blocks: '2', Table: 'scenario' };
    window.step('Measure takes the same sample twice, with different settings, into one table', async () => {
      await measure({ ...sample, Threads: '1', Column: 'proxy' }, 'f32');
      await window.answer().filter({ hasText: '16 architectures measured on This computer.' }).waitFor();
      await measure({ ...sample, Threads: '2', Column: 'target' }, 'int8');
      await window.page.getByText('Medians are in table scenario, column target').first().waitFor();
      await window.assertAccessible();
    });

    window.step('Monotonicity compares the two in a heatmap and a scatter', async () => {
      await window.page.getByRole('link', { name: 'Compare in Monotonicity' }).click();
      await window.page.getByRole('gridcell', { name: /(proxy for target|target for proxy): (−|-)?\d?\.\d+/ }).waitFor();
      await window.page.getByRole('application', { name: /16 architectures/ }).waitFor();
      await window.page.getByText('This pair').waitFor();
      await window.assertAccessible();
    });

    window.step('Search finds a front; a picked point shows its architecture', async () => {
      await window.openPage('Search');
      await window.page.getByRole('button', { name: 'Search', exact: true }).click();
      const front = window.page.getByRole('grid', { name: 'Architectures of the front, fastest first' });
      const row = front.getByRole('row').nth(2);
      await row.click();
      await window.page.locator('tr[aria-selected="true"]').nth(0).waitFor();
      await window.panel('Picked architecture').getByText('Where its time goes').waitFor();
      await window
        .panel('Picked architecture')
        .getByText(/^\|.*\|$/)
        .waitFor();
      const [all, points] = [window.button('Show all (0)'), window.page.getByRole('listbox', { name: /front of/ })];
      await points.press('+');
      await all.click();
      await all.waitFor({ state: 'detached' });
      const plot = (await window.page.locator('.main canvas').boundingBox())!;
      await window.page.mouse.move(plot.x + 0.3 * plot.width, plot.y + 0.3 * plot.height);
      await window.page.mouse.down();
      await window.page.mouse.move(plot.x + 0.5 * plot.width, plot.y + 0.6 * plot.height, { steps: 3 });
      await window.page.mouse.up();
      await all.waitFor();
      await window.assertAccessible();
      await points.press('0');
      await all.waitFor({ state: 'detached' });
    });

    window.step('picks of the front are verified on the device, and the next front knows them', async () => {
      await window.choose('Target', 'proxy'); // measured here; a column of the sample table belongs to no device
      await window.button('Search').click();
      await window.button(/^Verify \d+ picks$/).click();
      for (const [label, value] of Object.entries({ Picks: '2', 'Time each, ms': '0' }))
        await window.page.getByRole('textbox', { name: label, exact: true }).fill(value);
      await window.assertAccessible();
      await window.page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
      await window
        .panel('Verify round')
        .getByText(/^[0-2] of 2 picks held on the device\./)
        .waitFor();
      await window.assertAccessible();
    });

    window.step('two candidates stand side by side; the chart below shows how the front grew', async () => {
      await window.button('Compare').click();
      const dialog = window.page.getByRole('dialog', { name: 'Side by side' });
      await dialog.getByText(/^The other has /).waitFor();
      await dialog.getByText('Where its time goes').nth(1).waitFor();
      await window.assertAccessible();
      await dialog.getByRole('button', { name: 'Close' }).click();
      await window.page.getByText('Growth', { exact: true }).click();
      await window.page.getByRole('slider', { name: 'How the front grew' }).focus();
      await window.page.keyboard.press('ArrowLeft');
      await window.assertAccessible();
    });

    window.step('one search serves the fleet: a front for every device, and what it cost to measure them', async () => {
      await window.page.getByText('Fleet', { exact: true }).click();
      await window.button('Search for the fleet').click();
      for (const [label, value] of Object.entries({ 'Measurements used of each': '8', 'Measuring one takes, s': '10' }))
        await window.page.getByRole('textbox', { name: label, exact: true }).fill(value);
      await window.assertAccessible();
      await window.page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
      const fleet = window.panel('The same search for the fleet');
      await fleet.getByText(/^26 measurements, 4 min 20 s; a search on every device of its own would need 36, 6 min\.$/).waitFor();
      const target = fleet.getByRole('button', { name: /^target/, pressed: false });
      await target.click();
      await fleet.getByRole('button', { name: /^target/, pressed: true }).waitFor();
      await window.button('Compare fronts').click();
      await window.page.getByRole('img', { name: 'Fronts: proxy, proxy, target' }).waitFor();
      await window.assertAccessible();
      await window.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    });

    for (const [precision, label] of [
      ['f32', '32-bit floating point (f32)'],
      ['int8', '8-bit integers (int8, QDQ)'],
    ] as const) {
      window.step(`the picked architecture is saved as an ONNX file that runs (${precision})`, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'proxylab-onnx-'));
        const downloading = window.page.waitForEvent('download');
        await window.page.getByRole('button', { name: 'Save ONNX' }).click();
        await window.page.getByRole('menuitem', { name: label }).click();
        const file = join(folder, 'pick.onnx');
        await (await downloading).saveAs(file);
        assert.deepEqual(await runOnnx(file), [1, 10]);
        rmSync(folder, { recursive: true });
      });
    }

    window.step('the page survives a reload', async () => {
      const address = window.page.url();
      await window.page.reload();
      await window.panel('Picked architecture').getByText('Where its time goes').waitFor();
      assert.equal(window.page.url(), address);
    });

    window.step('Measure takes networks from ONNX files, and shows what they are before and how fast after', async () => {
      const cells = ['nor_conv_3x3', 'nor_conv_1x1'].map((operator) => `|${operator}~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|`);
      const files = cells.map((cell, index) => ({
        name: `network-${index + 1}.onnx`,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(writeOnnx(nasBench201.network(nasBench201.parse(cell), { resolution: 8 }), { precision: 'int8', seed: 1 })),
      }));
      await newMeasurement({ Runs: '3', 'Warm-ups': '0', 'Time, ms': '0', Blocks: '1', Table: 'networks' });
      await window.page.getByRole('combobox', { name: 'Search space' }).click();
      await window.page.getByRole('option', { name: 'Networks from ONNX files' }).click();
      await window.page
        .locator('input[type=file]')
        .setInputFiles([...files, { ...files[0]!, name: 'broken.onnx', buffer: Buffer.from('no network') }]);
      await window
        .panel('Networks')
        .getByText(/^int8, .*MACs, .*parameters/)
        .nth(1)
        .waitFor();
      await window
        .panel('Networks')
        .getByText(/^broken\.onnx: /)
        .waitFor();
      await window.page.locator('input[type=file]').setInputFiles(files);
      await window.panel('Networks').getByText('2 files').waitFor();
      const runtime = findCRunner() === null ? /^onnxruntime-node \d/ : /^onnxruntime \d/;
      await window.choose('Runtime', runtime);
      await window.assertAccessible();
      await window.page.getByRole('button', { name: 'Start', exact: true }).click();
      await window.answer().filter({ hasText: '2 networks measured on This computer.' }).waitFor();
      await window.panel('Latest results').getByText('network-1.onnx').first().waitFor();
      await window.panel('Conditions').getByText('2 networks from files').waitFor();
      await window.panel('Conditions').getByText(runtime).first().waitFor();
    });

    window.step('another lab is opened from the window, and the first one again', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'proxylab-other-'));
      await window.page.getByText(/Saved \d\d:\d\d:\d\d$/).waitFor();
      await window.button(/^Lab .*: open another one$/).click();
      await window.assertAccessible();
      double.chosenFiles.push(folder); // the desktop asks with the system's dialog
      await window.page.getByRole('menuitem', { name: 'Open another lab…' }).click();
      if (window.transport === 'socket') {
        await window.page.getByRole('textbox', { name: 'Folder on this computer' }).fill(folder);
        await window.assertAccessible();
        await window.button('Open').click();
      }
      await window.page.getByRole('heading', { name: /^Profile one device well/ }).waitFor();
      await window.button(`Lab ${basename(folder)}: open another one`).click();
      await window.page.getByRole('menuitem', { name: /^lab/ }).click();
      await window.openPage('Library');
      await window.page
        .getByRole('grid', { name: 'What the lab keeps' })
        .getByRole('row', { name: /^scenario/ })
        .first()
        .waitFor();
      rmSync(folder, { recursive: true });
    });
  });
}
