import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { DemoSummary } from '../../preload/contract/demo.ts';
import type { SearchResult } from '../../preload/contract/search.ts';
import { openLab } from '../../main/lab.ts';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';
import { launchChromium, withoutChromium } from './harness/chromium.ts';

test('the quick demo does the whole job, and the lab keeps all of it', { skip: withoutChromium() }, async (context) => {
  const folder = join(scratchFolder(context), 'lab');
  const { exitCode, stdout, stderr } = await proxylab(['demo', '--quick', '--seed', '3', '--json', '--lab', folder]);
  assert.equal(exitCode, 0, stderr);
  const summary = JSON.parse(stdout) as DemoSummary;

  assert.notEqual(summary.proxy.column, summary.target.column);
  assert.equal(summary.samples.length + summary.heldOut, summary.architectures.length);
  assert.ok(summary.srccProxy !== null && summary.srccAdapted !== null);
  assert.match(summary.accuracyStatement, /stands in for capacity/);
  assert.ok(summary.verified.length > 0);

  const lab = openLab({ folder });
  try {
    const table = await lab.client.tables.get({ table: summary.table });
    const column = (name: string) => table.values[table.columns.findIndex((one) => one.name === name)]!;
    for (const name of summary.architectures) {
      const row = table.names.indexOf(name);
      for (const device of [summary.proxy, summary.target]) assert.ok(column(device.column)[row]! > 0, `${name} on ${device.column}`);
    }
    const search: SearchResult = await lab.client.searches.get({ searchId: summary.searchId });
    assert.deepEqual(search.front, summary.front);
    assert.equal(search.cloud.names.length, 15_625);
    const { architectures } = await lab.client.spaces.sample({ spaceId: summary.spaceId, samples: summary.architectures.length, seed: 3 });
    assert.deepEqual(summary.architectures, architectures, 'a seed gives the same sample');
    for (const campaignId of summary.campaigns) assert.equal((await lab.client.campaigns.get({ campaignId })).state, 'finished');
  } finally {
    await lab.close();
  }

  assert.doesNotMatch(readFileSync(summary.reportPath, 'utf8'), /(src|href)=|https?:|<script/, 'the report needs nothing else');
  const browser = await launchChromium();
  context.after(() => browser.close());
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await (await browser.newContext({ colorScheme })).newPage();
    await page.goto(pathToFileURL(summary.reportPath).href);
    assert.match((await page.locator('h1').textContent()) ?? '', /One proxy device/);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations, [], colorScheme);
  }
});
