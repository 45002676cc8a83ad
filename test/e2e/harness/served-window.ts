import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium, newPage } from './chromium.ts';
import { startServedLab } from './served-lab.ts';
import type { OpenWindow } from './window-steps.ts';

/** The window of a served lab in Chromium; on a new lab unless one is given. */
export async function openServedWindow(existingLab?: string): Promise<OpenWindow> {
  const lab = await startServedLab(existingLab);
  let browser: Browser | undefined;
  try {
    browser = await launchChromium();
    const page = await newPage(browser);
    await page.goto(lab.url);
    return {
      page,
      transport: 'socket',
      async close() {
        await browser?.close();
        assert.equal(await lab.close(), 0);
      },
    };
  } catch (error) {
    await browser?.close();
    await lab.close();
    throw error;
  }
}
