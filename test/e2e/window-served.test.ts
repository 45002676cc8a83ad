import assert from 'node:assert/strict';
import { launchChromium } from './harness/chromium.ts';
import { startServedLab } from './harness/served-lab.ts';
import { describeScenario } from './scenario.ts';

describeScenario('the window in a browser', async () => {
  const lab = await startServedLab();
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(lab.url);
  return {
    page,
    async close() {
      await browser.close();
      assert.equal(await lab.close(), 0);
    },
  };
});
