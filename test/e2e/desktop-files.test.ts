import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { printDeviceProfile } from '../../main/formats/device-profile.ts';
import { exampleProfile, profileSet } from '../formats/device-profiles.ts';
import { cell } from '../services/table-client.ts';
import { withoutChromium } from './harness/chromium.ts';
import { startDesktopApp, type DesktopApp } from './harness/desktop-app.ts';
import { double, type MenuItem } from './harness/electron-double.ts';
import { preventable } from './harness/fake-window.ts';

describe('the desktop app and the files that it is opened with', { skip: withoutChromium() }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-files-'));
  let app: DesktopApp;

  function writeProfile(name: string, id: string): string {
    const latencies = new Map([
      [cell('skip_connect'), 1],
      [cell('nor_conv_3x3'), 2],
    ]);
    const profile = { ...exampleProfile([profileSet('nas-bench-201', latencies)]), name, id: id.repeat(32) };
    writeFileSync(join(folder, `${id}.profile.json`), printDeviceProfile(profile));
    return join(folder, `${id}.profile.json`);
  }

  const item = (label: RegExp): MenuItem | undefined =>
    double.menu.flatMap(({ submenu }) => submenu ?? []).find((one) => label.test(one.label ?? ''));

  before(async () => {
    process.argv.push(writeProfile('Phone of the command line', 'a'));
    app = await startDesktopApp();
  });
  after(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it('imports the profile of its own command line', async () => {
    await app.page.getByText('Phone of the command line: 2 new latencies.').waitFor();
  });

  it('hands the file of a second start over to the first, and shows its window', async () => {
    writeProfile('Phone of a second start', 'b');
    const before = double.windows[0]?.broughtToFront ?? 0;
    double.app.emit('second-instance', {}, ['proxylab', '--some-switch', 'b.profile.json'], folder);
    await app.page.getByText('Phone of a second start: 2 new latencies.').waitFor();
    assert.equal(double.windows[0]?.broughtToFront, before + 1);
    assert.equal(double.windows.length, 1);
  });

  it('imports what macOS opens, and what is chosen in the menu', async () => {
    const event = preventable({});
    double.app.emit('open-file', event, writeProfile('Phone of macOS', 'c'));
    assert.equal(event.defaultPrevented, true);
    await app.page.getByText('Phone of macOS: 2 new latencies.').waitFor();
    double.chosenFiles.push(writeProfile('Phone of the menu', 'd'));
    item(/^Import/)?.click?.();
    await app.page.getByText('Phone of the menu: 2 new latencies.').waitFor();
    item(/^Import/)?.click?.(); // cancelled: nothing happens
  });

  it('shows the guide of the Help menu, which names every kind of failure', async () => {
    item(/^Guide/)?.click?.();
    await app.page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name: 'Troubleshooting by error' }).click();
    await app.page.getByRole('heading', { name: 'device-offline' }).waitFor();
  });

  it('says what is wrong with a file, and what to do', async () => {
    writeFileSync(join(folder, 'broken.profile.json'), '{');
    double.app.emit('second-instance', {}, ['proxylab', 'broken.profile.json'], folder);
    const alert = app.page.getByRole('alert').filter({ hasText: 'broken.profile.json' });
    await alert.waitFor();
    await alert.getByRole('button', { name: 'Close' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it('notifies of long work that ends while nobody looks, and shows it on a click', async () => {
    const [lab] = double.utilityProcesses;
    const [window] = double.windows;
    assert.ok(lab && window);
    const job = { title: 'Measuring Pixel', failed: false, message: '60 architectures measured' };
    lab.emit('message', { type: 'job-ended', job });
    await new Promise(setImmediate);
    assert.equal(double.notifications.length, 0, 'it shows in the window');
    window.focused = false;
    lab.emit('message', { type: 'job-ended', job });
    lab.emit('message', { type: 'job-ended', job: { ...job, failed: true, message: 'the cable was pulled' } });
    await new Promise(setImmediate);
    assert.deepEqual(
      double.notifications.map(({ options }) => options),
      [
        { title: 'Finished: Measuring Pixel', body: '60 architectures measured' },
        { title: 'Failed: Measuring Pixel', body: 'the cable was pulled' },
      ],
    );
    double.notifications[0]?.emit('click');
    await app.page.getByRole('dialog', { name: 'Jobs' }).waitFor();
    await app.page.keyboard.press('Escape');
  });
});
