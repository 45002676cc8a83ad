import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from './harness/chromium.ts';
import { startServedLab } from './harness/served-lab.ts';

/**
 * Writes the pictures of README and guide: `npm run screenshots -- LAB`, where LAB is a lab folder in which `proxylab demo` has run.
 * The window has to be built.
 */
const target = resolve(import.meta.dirname, '../../resources/guide');

const pages: readonly { readonly name: string; readonly path: string; readonly ready: (page: Page) => Promise<void> }[] = [
  { name: 'devices', path: '/devices', ready: (page) => page.getByRole('button', { name: 'Run again' }).waitFor() },
  {
    name: 'measure',
    path: '/measure',
    async ready(page) {
      await page.getByRole('row', { name: /int8, 1 thread.*(176|64) of/ }).click();
      await page.getByRole('region', { name: 'Latest results' }).getByRole('row').nth(1).waitFor();
    },
  },
  { name: 'monotonicity', path: '/monotonicity', ready: (page) => page.getByText('This pair').waitFor() },
  { name: 'search', path: '/search', ready: (page) => page.getByText('Share of its MACs, by stage').waitFor() },
];

const [labFolder] = process.argv.slice(2);
if (labFolder === undefined) throw new Error('which lab? npm run screenshots -- LAB');
mkdirSync(target, { recursive: true });
const lab = await startServedLab(resolve(labFolder));
const browser = await launchChromium();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme })).newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(lab.url);
    for (const { name, path, ready } of pages) {
      await page.goto(lab.origin + path);
      await ready(page);
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(target, `${name}-${colorScheme}.png`), animations: 'disabled' });
    }
  }
} finally {
  await browser.close();
  await lab.close();
}
