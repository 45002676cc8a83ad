import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parsePowerLog } from '../../../main/bench/power-log.ts';
import { isLabError } from '../../../main/core/lab-error.ts';
import { findAdb } from '../../../main/devices/adb/adb-program.ts';
import { AdbProvider } from '../../../main/devices/adb/adb-provider.ts';
import { obstacle, phoneId } from '../../../main/devices/adb/phone.ts';
import { AdbBench, connectPhone, onlyPhone, withoutPhones } from './adb-bench.ts';

void test('where there is no adb, no phone is listed and the reason is told', async () => {
  for (const [environment, reason] of [
    [{ PATH: '', PROXYLAB_ADB: '' }, /^Phones are switched off: the environment variable PROXYLAB_ADB is empty\.$/],
    [{ PATH: '', HOME: '/nowhere' }, /^adb is not installed/],
  ] as const) {
    const adb = findAdb(environment);
    if (typeof adb === 'string') continue; // in a folder where installers put it
    const provider = new AdbProvider(adb);
    assert.deepEqual(await provider.list(), []);
    assert.ok(isLabError(provider.unavailable, 'not-found') && provider.unavailable.remedy !== '');
    assert.match(provider.unavailable.message, reason);
    await assert.rejects(provider.connectByNetwork('127.0.0.1', 5555), { message: reason });
  }
});

void test('where adb cannot start its server, the same', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-no-adb-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const program = join(folder, 'adb');
  writeFileSync(program, '#!/bin/sh\necho cannot bind >&2; exit 1\n');
  chmodSync(program, 0o755);
  const provider = new AdbProvider(program, 1);
  assert.deepEqual(await provider.list(), []);
  assert.ok(isLabError(provider.unavailable, 'unsupported'));
});

void test('adb is found on the path, in the SDK, or where it is named', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-sdk-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const tools = join(folder, 'platform-tools');
  mkdirSync(tools);
  const file = join(tools, process.platform === 'win32' ? 'adb.exe' : 'adb');
  writeFileSync(file, '', { mode: 0o755 });
  assert.equal(findAdb({ PATH: tools }), file);
  assert.equal(findAdb({ PATH: '', ANDROID_HOME: folder }), file);
  assert.equal(findAdb({ ANDROID_SDK_ROOT: folder }), file);
  assert.equal(findAdb({ PROXYLAB_ADB: 'my-adb', PATH: tools }), 'my-adb');
  assert.ok(isLabError(findAdb({ PROXYLAB_ADB: '', PATH: tools }), 'not-found'));
});

void test('every state of the server has words and a remedy', () => {
  for (const state of [
    'unauthorized',
    'authorizing',
    'offline',
    'recovery',
    'sideload',
    'no permissions (user in plugdev group)',
    'whatever',
  ]) {
    const { words, remedy } = obstacle(state);
    assert.ok(words !== '' && remedy !== undefined && remedy !== '', state);
  }
});

void test('an id tells no serial number', () => {
  assert.match(phoneId('R58M12ABCDE'), /^phone-[0-9a-f]{8}$/);
  assert.notEqual(phoneId('R58M12ABCDE'), phoneId('R58M12ABCDF'));
});

void test('a phone comes, goes and comes back', { skip: withoutPhones() }, async (context) => {
  const bench = await AdbBench.open(context, { serial: 'SECRET123' });
  const { phone, adb } = bench;
  const provider = new AdbProvider('adb', undefined, { openLimitMs: 5000, idleLimitMs: 5000, heartbeatMs: 500 });
  const ready = await onlyPhone(provider);
  assert.deepEqual(ready, {
    id: phoneId('SECRET123'),
    formerId: phoneId(phone.address),
    kind: 'adb',
    name: 'Google Pixel 8 Pro',
    state: 'ready',
    detail: 'Android 14 (API 34) · by network',
  });
  const device = await connectPhone(provider);

  await context.test('described', async () => {
    const { clusters, ...description } = await device.describe();
    assert.deepEqual(
      clusters.map(({ name, minimumClockKhz, maximumClockKhz, governor }) => [name, minimumClockKhz, maximumClockKhz, governor]),
      [
        ['CPU 8', 500_000, 2_914_000, 'sched_pixel'],
        ['CPU 4-7', 402_000, 2_367_000, 'sched_pixel'],
        ['CPU 0-3', 324_000, 1_704_000, 'sched_pixel'],
      ],
    );
    assert.ok((description.memoryBytes ?? 0) > 0);
    assert.deepEqual(
      { ...description, memoryBytes: null },
      {
        id: ready.id,
        kind: 'adb',
        name: 'Google Pixel 8 Pro',
        processorModel: 'Google Tensor G3',
        memoryBytes: null,
        operatingSystem: 'Android 14 (API 34)',
        abi: 'arm64-v8a',
        maximumThreads: 9,
        runtimes: [{ kind: 'onnxruntime', name: 'onnxruntime 1.30.0', precisions: ['f32', 'int8'] }],
        affinity: true,
      },
    );
    assert.ok(!JSON.stringify([ready, description]).includes('SECRET'));
  });

  await context.test('read', async () => {
    phone.heat(52, 2);
    const { temperatures, throttling, clocks } = await device.readings();
    assert.equal(throttling, 'moderate');
    assert.deepEqual(clocks[8], { processor: 8, clockKhz: 2_914_000 });
    assert.deepEqual(
      temperatures.map(({ name, tempC }) => [name, tempC]),
      [
        ['BIG', 52],
        ['battery', 30.9],
        ['CPU BIG', 52],
        ['VIRTUAL-SKIN', 31],
      ],
    );
    phone.heat(36);
    assert.equal((await device.readings()).throttling, null);
  });

  await context.test('its battery’s gauge tells what it draws, but not while a cable feeds it', async () => {
    const log = { journalPath: 'power/journal.jsonl', powerPath: 'power/log', powerStopPath: 'power/stop' };
    await device.files.write('power/made', new Uint8Array(0));
    assert.equal(await device.startPowerLog!(log), false);
    phone.setPower({ status: 'Discharging', isFed: false, voltage: 3_900_000, current: -410 }); // µV, and mA as some makers tell it
    assert.equal((await device.describe()).powerSensor, 'battery gauge');
    assert.equal(await device.startPowerLog!(log), true);
    const text = async (): Promise<string> => new TextDecoder().decode(await device.files.read(log.powerPath, 0));
    const grownBy = async (lines: number, before = ''): Promise<string> => {
      let now = await text();
      while (now.slice(before.length).split('\n').length <= lines) now = await text();
      return now;
    };
    const drawn = await grownBy(3);
    phone.setPower({ status: 'Charging', isFed: true, voltage: 3_900_000, current: 900 });
    const all = await grownBy(3, drawn);
    await device.files.write(log.powerStopPath, new Uint8Array(0));
    const powersMw = new Set(parsePowerLog(all).map(({ powerMw }) => powerMw));
    assert.deepEqual([...powersMw], [1599]);
  });

  await context.test('mute though the server lists it: offline, without keeping the list waiting, until it answers again', async () => {
    await phone.mute(true);
    while ((await onlyPhone(provider)).state === 'ready') await sleep(20);
    await assert.rejects(provider.connect(ready.id), (error) => isLabError(error, 'device-offline'));
    await phone.mute(false);
    await bench.again();
    while ((await onlyPhone(provider)).state !== 'ready') await sleep(20);
    assert.equal(await provider.connect(ready.id), device);
  });

  await context.test('gone, not trusted, back: the same phone', async () => {
    await phone.refuse(true);
    while ((await onlyPhone(provider)).state === 'ready');
    assert.deepEqual({ ...(await onlyPhone(provider)), detail: '', remedy: '' }, { ...ready, state: 'offline', detail: '', remedy: '' });
    await assert.rejects(provider.connect(ready.id), (error) => isLabError(error, 'device-offline'));
    adb.adb('disconnect', phone.address);
    assert.equal((await onlyPhone(provider)).state, 'offline', 'one that the server has forgotten is still known');
    await phone.refuse(false);
    await phone.authorize('refuses');
    await provider.connectByNetwork('127.0.0.1', phone.port).catch((error: unknown) => assert.ok(isLabError(error, 'unauthorized')));
    await bench.until('unauthorized');
    assert.equal((await onlyPhone(provider)).id, ready.id);
    await assert.rejects(provider.connect(ready.id), (error) => isLabError(error, 'unauthorized') && /Accept/.test(error.remedy));
    await phone.authorize('open');
    await bench.again();
    assert.deepEqual(await onlyPhone(provider), ready);
    assert.equal(await provider.connect(ready.id), device);
    await assert.rejects(provider.connect(phoneId('another')), (error) => isLabError(error, 'not-found'));
  });
});
