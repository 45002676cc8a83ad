import assert from 'node:assert/strict';
import { test } from 'node:test';
import { androidFolder } from '../../../main/devices/adb/android-folder.ts';
import { AdbProvider } from '../../../main/devices/adb/adb-provider.ts';
import { PhoneSettings } from '../../../main/devices/adb/phone-settings.ts';
import { RemoteFiles } from '../../../main/devices/remote/remote-files.ts';
import { AdbBench, connectPhone, onlyPhone, withoutPhones } from './adb-bench.ts';

void test('settings of a phone', { skip: withoutPhones() }, async (context) => {
  const bench = await AdbBench.open(context);
  const { phone, link } = bench;
  const files = new RemoteFiles(link, androidFolder, 'The phone');
  const state = (): readonly string[] => [phone.state('stay_on_while_plugged_in'), phone.state('fixed-performance')];
  const hasNote = async (): Promise<boolean> => (await files.size('settings-to-restore.json')) !== null;

  await context.test('are held and put back, twice without harm', async () => {
    await link.run('settings put global stay_on_while_plugged_in 2');
    const restore = await new PhoneSettings(link, files).hold();
    assert.deepEqual(state(), ['15', 'true']);
    assert.ok(await hasNote());
    await restore();
    await restore();
    assert.deepEqual(state(), ['2', 'false']);
    assert.ok(!(await hasNote()));
  });

  await context.test('are put back by the next life of the lab, as soon as it sees the phone', async () => {
    await new PhoneSettings(link, files).hold(); // and then the lab dies
    await new PhoneSettings(link, files).hold(); // resumed: what was found first still counts; and dies again
    assert.deepEqual(state(), ['15', 'true']);
    await new AdbProvider('adb').list();
    assert.deepEqual(state(), ['2', 'false']);
    assert.ok(!(await hasNote()));
  });

  await context.test('are left alone while a campaign holds them, and put back after a lost link', async () => {
    const provider = new AdbProvider('adb');
    const device = await connectPhone(provider);
    const restore = await device.prepare!();
    await phone.refuse(true);
    while ((await onlyPhone(provider)).state === 'ready');
    await phone.refuse(false);
    await bench.again();
    assert.equal(await connectPhone(provider), device);
    assert.deepEqual(state(), ['15', 'true']);
    await phone.refuse(true);
    await restore();
    while ((await onlyPhone(provider)).state === 'ready');
    await phone.refuse(false);
    await bench.again();
    assert.deepEqual(state(), ['15', 'true']);
    await onlyPhone(provider);
    assert.deepEqual(state(), ['2', 'false']);
  });

  await context.test('are put back when the link was away only for the moment at which they should have been', async () => {
    const provider = new AdbProvider('adb');
    const restore = await (await connectPhone(provider)).prepare!();
    await phone.refuse(true);
    await restore();
    await phone.refuse(false);
    await bench.again();
    assert.deepEqual(state(), ['15', 'true']);
    await onlyPhone(provider); // nobody has seen it away
    assert.deepEqual(state(), ['2', 'false']);
  });

  await context.test('a setting that was never made is none again; a phone that refuses is measured as it is', async () => {
    await link.run(
      'settings delete global stay_on_while_plugged_in; mv /mnt/fake/fixed-performance /mnt/fake/kept; mkdir /mnt/fake/fixed-performance',
    );
    const restore = await new PhoneSettings(link, files).hold();
    assert.equal(phone.state('stay_on_while_plugged_in'), '15');
    await restore();
    assert.equal((await link.run('settings get global stay_on_while_plugged_in')).stdout.toString(), 'null\n');
    assert.ok(!(await hasNote()));
  });

  await context.test('a note that cannot be read puts the phone into the state of its factory', async () => {
    await link.run('rmdir /mnt/fake/fixed-performance; mv /mnt/fake/kept /mnt/fake/fixed-performance');
    await files.write('settings-to-restore.json', new TextEncoder().encode('{"stayOn":"; reboot","fixedPerformance":1'));
    await new PhoneSettings(link, files).restore();
    assert.deepEqual(state(), ['0', 'false']);
    assert.ok(!(await hasNote()));
  });
});
