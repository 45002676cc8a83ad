import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { brand, type CampaignId } from '../../main/core/brand.ts';
import { printDeviceProfile } from '../../main/formats/device-profile.ts';
import { openStore } from '../../main/store/open-store.ts';
import { exampleProfile, profileSet } from '../formats/device-profiles.ts';
import { cell } from '../services/table-client.ts';
import { measurement, newTable, spec } from '../store/fixtures.ts';
import { describeInWindow, type OpenWindow } from './harness/window-steps.ts';

const cells = ['none', 'skip_connect', 'nor_conv_1x1'].map((name) => cell(name));

/** A lab with more tables than a list shows at once, what one campaign has measured, and 200 boards that are away. */
function fillLab(folder: string): void {
  const store = openStore(folder);
  for (let number = 1; number <= 240; number++) {
    const rows = cells.map((architecture, index) => ({ architecture, values: [number + index] }));
    store.tables.create(newTable({ name: `lot ${number}`, columns: ['phone'], rows, createdAtMs: number }));
  }
  for (let number = 1; number <= 200; number++) {
    store.boards.add({
      id: brand(`board-${number}`),
      name: number === 7 ? `board ${number}, ${'whose name goes on and on, '.repeat(4)}` : `board ${number}`,
      model: 'Jetson Orin Nano',
      user: `lab${number}`,
      host: '127.0.0.1',
      port: 9, // nothing listens there
      keyFile: null,
      addedAtMs: number,
    });
  }
  const id = brand<CampaignId>('2026-11-19-161000-abcd');
  const architectures = cells.map((name) => brand<never>(name));
  store.campaigns.create(id, spec({ architectures, anchor: architectures[0]!, table: 'orin', column: 'Jetson Orin' }), 1000);
  cells.forEach((architecture, position) => {
    const slot = { block: 0, repeat: 0, position };
    store.campaigns.addMeasurement({ ...measurement(id, 0, position, { architecture: brand(architecture) }), slot });
  });
  const medians = cells.map((architecture, index) => ({ architecture, latencyMs: index + 2 }));
  store.campaigns.closeBlock(id, { block: 0, repeat: 0, outcome: 'accepted', anchorDrift: 0.007 }, medians);
  store.campaigns.setState(id, 'finished', '', Date.now());
  store.close();
}

/**
 * In a large lab: finding, knowing, changing, comparing, taking in and giving out what it keeps, and its many devices; the same for every way of
 * opening it on a given lab.
 */
export function describeLibraryScenario(title: string, open: (labFolder: string) => Promise<OpenWindow>): void {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-library-'));
  const labFolder = join(folder, 'lab');
  after(() => rmSync(folder, { recursive: true }));
  before(() => fillLab(labFolder));
  describeInWindow(
    title,
    () => open(labFolder),
    (window) => {
      const list = () => window.page.getByRole('grid', { name: 'What the lab keeps' });
      const row = (name: string | RegExp) => list().getByRole('row', { name });
      const find = (words: string) => window.page.getByRole('textbox', { name: 'Find by name, device, tag' }).fill(words);

      window.step('hundreds of entries are found by typing; filters stay when one comes back', async () => {
        await window.openPage('Library');
        await window.page.getByText('All 242', { exact: true }).waitFor();
        assert.ok((await list().getByRole('row').count()) < 100, 'only what is in view is there');
        await window.assertAccessible();
        await find('lot 17');
        await window.page.getByText('All 13', { exact: true }).waitFor();
        await window.openPage('Devices');
        await window.openPage('Library');
        await window.page.getByText('All 13', { exact: true }).waitFor();
        assert.equal(await window.page.getByRole('textbox', { name: 'Find by name, device, tag' }).inputValue(), 'lot 17');
      });

      window.step('each number says where it comes from, and has an address', async () => {
        await find('orin');
        await row(/^orin Table/).click();
        const origin = window.panel('Where every number comes from');
        await origin.getByText('drift 0.7 %, limit 5 %').waitFor();
        await origin.getByText('9 kept').waitFor();
        await window.page.getByText('Each of the 3 numbers').click();
        await window.page.getByRole('grid', { name: 'Values of Jetson Orin' }).getByRole('row').nth(1).click();
        await window.panel('This number').getByText('2.000 ms').waitFor();
        await window.panel('This number').getByText('41.5 °C').waitFor();
        await window.assertAccessible();
        await window.page.reload();
        await window.panel('This number').getByText('2.000 ms').waitFor();
      });

      window.step('by keyboard alone: renamed, tagged, compared, deleted and brought back', async () => {
        await find('lot 24');
        await row(/^lot 239/).waitFor({ state: 'detached' });
        await row(/^lot 240/).press('F2');
        const name = window.page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
        await name.fill('sweep');
        await name.press('Enter');
        await name.waitFor({ state: 'detached' });
        await window.page.getByRole('heading', { name: 'sweep' }).waitFor();
        const tag = window.page.getByRole('combobox', { name: 'Add a tag' });
        await tag.fill('edge');
        await tag.press('Enter');
        await window.button('Take the tag edge off').waitFor();
        await find('edge');
        await row(/^sweep edge/).press('c');
        await find('lot 24');
        await row(/^lot 24 /).press('c');
        await window.button('Compare 2').press('Enter');
        const comparison = window.page.getByRole('dialog');
        await comparison.getByText('takes 0.104 times what').waitFor();
        await window.assertAccessible();
        await comparison.press('Escape');
        await comparison.waitFor({ state: 'detached' });
        await row(/^lot 24 /).press('Delete');
        await window.page.getByText('Deleted “lot 24”').waitFor();
        await list().press('Control+z'); // it can be brought back for some seconds
        await row(/^lot 24 /).waitFor();
      });

      window.step('files that are dropped anywhere come in; what one does not say is asked', async () => {
        await window.openPage('Monotonicity');
        const latencies = new Map(cells.map((name, index) => [name, index + 1]));
        const profile = printDeviceProfile(exampleProfile([profileSet('nas-bench-201', latencies)]));
        const plain = `arch,a,b\n${cells.map((name, index) => `${name},${index + 1},${index + 2}`).join('\n')}\n`;
        const files = { 'phone.profile.json': profile, 'told.csv': `# space: nas-bench-201\n# unit: ms\n${plain}`, 'untold.csv': plain };
        const transfer = await window.page.evaluateHandle((contents) => {
          const data = new DataTransfer();
          for (const [name, content] of Object.entries(contents)) data.items.add(new File([content], name));
          return data;
        }, files);
        await window.page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
        await window.page.getByText('Drop latency tables').first().waitFor();
        await window.page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
        await window.page.getByText('Phone: 3 new latencies.').waitFor();
        await window.page.getByText('The table “told” is in the lab.').waitFor();
        const dialog = window.page.getByRole('dialog');
        await dialog.getByText('untold.csv').waitFor();
        await window.choose('Search space', /NAS-Bench-201/);
        await dialog.getByRole('button', { name: 'Import', exact: true }).click();
        const notice = window.page.getByRole('status').filter({ hasText: 'The table “untold” is in the lab.' });
        await notice.getByRole('link', { name: 'Show' }).click();
        await window.page.getByRole('heading', { name: 'untold' }).waitFor();
      });

      window.step('an entry goes out as the file that it comes in as', async () => {
        const downloading = window.page.waitForEvent('download');
        await window.button('Export CSV').click();
        assert.match(
          readFileSync(await (await downloading).path(), 'utf8'),
          /^# space: nas-bench-201\n# unit: ms\n# source: untold\.csv\narch,a,b\n/,
        );
      });

      window.step('two hundred devices take no more room than one, and one of them is found by typing', async () => {
        await window.openPage('Devices');
        const devices = window.panel('All devices');
        await devices.getByRole('heading', { name: 'Boards (200)' }).waitFor();
        await window.assertAccessible();
        const tooWide = await window.page.evaluate(() =>
          [...document.querySelectorAll('html, .main, .main section, .main .device-entry')].flatMap(
            ({ scrollWidth, clientWidth, className }) => (scrollWidth > clientWidth ? [className] : []),
          ),
        );
        assert.deepEqual(tooWide, []);
        await devices.getByRole('textbox', { name: 'Find a device' }).fill('board 137 offline');
        await devices.getByText('board 136', { exact: true }).waitFor({ state: 'detached' });
        await devices.getByRole('button').filter({ hasText: 'board 137' }).click();
        await window.answer().filter({ hasText: 'board 137' }).waitFor();
      });
    },
  );
}
