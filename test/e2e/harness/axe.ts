import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Holds the page as it stands to axe's rules in both colour schemes: nothing serious, nothing critical. */
export async function assertAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
    // A live page may be caught between a change and the frame that answers it: what is wrong stays wrong.
    const first = await graveViolations(page);
    const grave = first.length === 0 ? first : await graveViolations(page);
    assert.deepEqual(grave, [], `${page.url()} in ${colorScheme}:\n${grave.join('\n')}`);
  }
  await page.emulateMedia({ colorScheme: null });
}

async function graveViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) => nodes.map((node) => `${impact} ${id}: ${node.target.join(' ')}\n    ${node.failureSummary ?? ''}`));
}
