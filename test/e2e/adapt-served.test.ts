import assert from 'node:assert/strict';
import { launchChromium } from './harness/chromium.ts';
import { startServedLab } from './harness/served-lab.ts';
import { describeAdaptScenario } from './adapt-scenario.ts';

describeAdaptScenario('adapting in a browser', async () => {
  const lab = await startServedLab();
  const browser = await launchChromium();
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(lab.url);
  return {
    page,
    async close() {
      await browser.close();
      assert.equal(await lab.close(), 0);
    },
  };
});
