import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** What a colour scheme can break; the other rules see the same page in both. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** Holds the page as it stands to axe's rules in both colour schemes: no violation of any impact. */
export async function assertAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
    // A live page may be caught between a change and the frame that answers it: what is wrong stays wrong.
    const rules = colorScheme === 'light' ? null : rulesOfColour;
    const first = await violationsOf(page, rules);
    const violations = first.length === 0 ? first : await violationsOf(page, rules);
    assert.deepEqual(violations, [], `${page.url()} in ${colorScheme}:\n${violations.join('\n')}`);
  }
  await page.emulateMedia({ colorScheme: null });
}

async function violationsOf(page: Page, rules: string[] | null): Promise<string[]> {
  // The pages have no frames: axe needs no second tab, which would send the page to the background.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules === null ? axe : axe.withRules(rules)).analyze();
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${impact} ${id}: ${node.target.join(' ')}\n    ${node.failureSummary ?? ''}`),
  );
}
