import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { androidFolder } from '../../main/devices/adb/android-folder.ts';
import { FakePhone } from '../fakes/phone/fake-phone.ts';
import { PrivateAdbServer } from '../fakes/phone/private-adb-server.ts';
import { withoutPhones } from '../devices/adb/adb-bench.ts';
import { writeSmallNetworks } from '../helpers/small-networks.ts';
import { deviceTruth, journalsIn } from '../soak/faults/device-truth.ts';
import { assertAccessible } from './harness/axe.ts';
import { eventually } from './harness/eventually.ts';
import { openServedWindow } from './harness/served-window.ts';
import { describeInWindow } from './harness/window-steps.ts';

/** A phone from its box to its profile: allowed, described, checked, measured with the cable pulled, kept. The adb server is the real one. */
let phone: FakePhone;
let adb: PrivateAdbServer;
/** Under qemu, networks of usual size take their time. */
const networks = mkdtempSync(join(tmpdir(), 'proxylab-networks-'));
const endings: (() => unknown)[] = [() => rmSync(networks, { recursive: true })];

describeInWindow(
  'a phone in a browser',
  async () => {
    adb = await PrivateAdbServer.start({ after: (end: () => unknown) => void endings.unshift(end) });
    phone = await FakePhone.boot();
    endings.unshift(() => phone.remove());
    await phone.authorize('refuses');
    const close = async (): Promise<void> => {
      for (const end of endings) await end();
    };
    try {
      const window = await openServedWindow();
      endings.unshift(() => window.close());
      assert.ok(adb.isReal());
      return { page: window.page, transport: window.transport, close };
    } catch (error) {
      await close();
      throw error;
    }
  },
  (window) => {
    const phones = () => window.panel('All devices').getByRole('button', { name: /phone|Pixel/ });
    const measuredOnPhone = (): readonly string[] => {
      const folder = phone.file(`${androidFolder}/campaigns`);
      return readdirSync(folder).filter((id) => deviceTruth(journalsIn(join(folder, id))).size > 0);
    };

    window.step('it is added over Wi-Fi, appears by itself and says that it needs somebody', async () => {
      await window.openPage('Devices');
      await window.button('Add').click();
      await window.page.getByRole('menuitem', { name: /Wi-Fi/ }).click();
      await window.page.getByRole('textbox', { name: 'Address', exact: true }).fill(phone.address);
      await window.button('Connect').click();
      await phones().filter({ hasText: 'Needs you' }).click();
      await window.answer().filter({ hasText: 'has not allowed this computer.' }).waitFor();
      await assertAccessible(window.page);
    });

    window.step('as soon as its owner accepts, its set-up goes on by itself: described, then smoke-tested', async () => {
      await window.button('Set up').click();
      await window.panel('Set up').getByText('Accept the USB debugging prompt').waitFor();
      await assertAccessible(window.page);
      await phone.authorize('accepts');
      await window.panel('Set up').getByText('Google Tensor G3 · 9 cores · Android 14').waitFor();
      await window.panel('Set up').getByText('Runner starts').first().waitFor();
      await assertAccessible(window.page);
    });

    window.step(
      'a campaign of a few networks; the cable is pulled in its midst, the lab says so and carries on, and nothing is lost',
      async () => {
        await window.panel('Set up').getByText('5 checks passed').or(window.button('Check again')).first().waitFor(); // a busy computer's times may not repeat
        const measure = window.page.getByRole('link', { name: 'Measure', exact: true }).nth(1); // the first is the rail’s
        await measure.click();
        await window.choose('Search space', 'Networks from ONNX files');
        await window.page.locator('input[type=file]').setInputFiles([...writeSmallNetworks(networks, 4)]);
        for (const [label, value] of Object.entries({ Runs: '3', 'Warm-ups': '0', 'Time, ms': '1000', Blocks: '1' })) {
          await window.page.getByRole('textbox', { name: label, exact: true }).fill(value);
        }
        const before = measuredOnPhone().length; // its checks
        await window.button('Start').click();
        await eventually(() => assert.equal(measuredOnPhone().length, before + 1));
        await phone.refuse(true);
        await window.answer().filter({ hasText: 'stopped answering.' }).waitFor();
        await assertAccessible(window.page);
        await phone.refuse(false);
        adb.adb('disconnect', phone.address); // a cable is noticed at once, a phone on the network by and by
        adb.adb('connect', phone.address);
        await window
          .answer()
          .filter({ hasText: /^4 networks measured on Google Pixel 8 Pro\.$/ })
          .waitFor();
        await window.panel('Latest results').getByRole('row').nth(4).waitFor(); // a header and every network
        await eventually(() =>
          assert.deepEqual([phone.state('stay_on_while_plugged_in'), phone.state('fixed-performance')], ['0', 'false']),
        );
        await assertAccessible(window.page);
      },
    );
  },
  withoutPhones(),
);
