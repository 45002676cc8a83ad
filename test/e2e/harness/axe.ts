import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Holds the page as it stands to axe's rules in both colour schemes: no violation of any impact. */
export async function assertAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await showIn(page, colorScheme);
    // A live page may be caught between a change and the frame that answers it: what is wrong stays wrong.
    const first = await violationsOf(page);
    const violations = first.length === 0 ? first : await violationsOf(page);
    assert.deepEqual(violations, [], `${page.url()} in ${colorScheme}:\n${violations.join('\n')}`);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** A busy Chromium now and then keeps a change of scheme to itself; asked again, it tells the page. */
async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  const shown = page.locator(`html[data-theme="${colorScheme}"]`);
  await page.emulateMedia({ colorScheme });
  await shown.waitFor({ timeout: 30_000 }).catch(async () => {
    await page.emulateMedia({ colorScheme: null });
    await page.emulateMedia({ colorScheme });
    await shown.waitFor();
  });
}

async function violationsOf(page: Page): Promise<string[]> {
  // The pages have no frames: axe needs no second tab, which would send the page to the background.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${impact} ${id}: ${node.target.join(' ')}\n    ${node.failureSummary ?? ''}`),
  );
}
