import assert from 'node:assert/strict';
import { once } from 'node:events';
import { it } from 'node:test';
import { withoutChromium } from './harness/chromium.ts';
import { runDesktopApp } from './harness/desktop-app.ts';
import { double } from './harness/electron-double.ts';
import { startServedLab } from './harness/served-lab.ts';

it('the desktop app says that another program has the lab open, and quits', { skip: withoutChromium() }, async () => {
  const other = await startServedLab();
  const quit = once(double.app, 'quit');
  await runDesktopApp(other.labFolder);
  await quit;
  assert.equal(double.errorBoxes.length, 1);
  assert.match(double.errorBoxes[0]?.title ?? '', /lab/i);
  assert.equal(await other.close(), 0);
});
