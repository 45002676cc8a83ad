import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { needs } from '../../helpers/requirements.ts';

const executablePath = '/usr/bin/chromium';

/** How long anything in a window may take on the slowest machine under load. */
export const patienceMs = 120_000;

/** For node:test's `skip` option. */
export function withoutChromium(): string | false {
  return needs(executablePath);
}

/** The system's Chromium, without a network of its own: nothing is fetched but what the test serves. */
export function launchChromium(): Promise<Browser> {
  const args = [
    '--no-sandbox', // tests may run as root
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, headless: true, args });
}

/** A page in a context of its own, with all patience for whatever is done in it. Motion costs software rendering a core: there is none. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(patienceMs);
  return await context.newPage();
}
