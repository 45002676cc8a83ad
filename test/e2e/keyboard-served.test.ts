import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { openServedWindow } from './harness/served-window.ts';
import { describeInWindow } from './harness/window-steps.ts';

/** The way from the first look to an ONNX file without a pointer: every element is reached by Tab or by its key. */
describeInWindow('by keyboard alone', openServedWindow, (window) => {
  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await window.page.keyboard.press(key);
  }

  async function activate(element: Locator): Promise<void> {
    await window.tabTo(element);
    await press('Enter');
  }

  window.step('the sample lab is opened and its tour ended', async () => {
    await activate(window.button('Open the sample lab'));
    await activate(window.panel('Tour').getByRole('button', { name: 'End the tour' }));
    await window.panel('Tour').waitFor({ state: 'detached' });
  });

  window.step('a few networks are measured on this computer', async () => {
    await press('g', 'm');
    for (const [label, value] of Object.entries({ Architectures: '3', Runs: '2', 'Warm-ups': '0', 'Time, ms': '0', Blocks: '1' })) {
      await window.tabTo(window.page.getByRole('textbox', { name: label, exact: true }));
      await press('Control+a');
      await window.page.keyboard.type(value);
    }
    await activate(window.button('Start'));
    await window.answer().filter({ hasText: '3 architectures measured on This computer.' }).waitFor();
  });

  window.step('a pair is picked in the heatmap, which zooms', async () => {
    await press('g', 'o');
    await window.page.getByText('This pair').waitFor();
    const grid = window.page.getByRole('grid', { name: /^SRCC of 4 devices/ });
    await window.tabTo(grid);
    await press('ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowRight', 'ArrowRight');
    const cell = grid.getByRole('gridcell', { selected: false });
    const [, proxy, target] = /^(.*) for (.*): /.exec((await cell.getAttribute('aria-label')) ?? '')!;
    await press('Enter');
    await grid.getByRole('gridcell', { name: `${proxy} for ${target}:`, selected: true }).waitFor();
    await press('+', '+');
    await window.button('Show all (0)').waitFor();
    await press('0');
    await window.button('Show all (0)').waitFor({ state: 'detached' });
  });

  window.step('a proxy is adapted, and searched with', async () => {
    await press('g', 'a');
    await activate(window.page.getByRole('link', { name: 'Search with it' }));
    await activate(window.button('Search'));
    await window.tabTo(window.page.getByRole('listbox', { name: /front of/ }));
    await press('ArrowRight', 'ArrowRight', 'Enter');
    await window.panel('Picked architecture').getByText('Where its time goes').waitFor();
  });

  window.step('the pick is saved as an ONNX file', async () => {
    const downloading = window.page.waitForEvent('download');
    await activate(window.button('Save ONNX'));
    await window.page.locator('[role=menu]:focus-within').waitFor(); // keys before that are the button's
    await press('ArrowDown', 'Enter');
    assert.ok(readFileSync(await (await downloading).path()).length > 10_000);
  });
});
