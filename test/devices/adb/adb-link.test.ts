import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isLabError, type LabErrorCode } from '../../../main/core/lab-error.ts';
import { adbError } from '../../../main/devices/adb/adb-error.ts';
import { AdbLink } from '../../../main/devices/adb/adb-link.ts';
import { AdbBench, withoutPhones } from './adb-bench.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const failsWith =
  (code: LabErrorCode, details = /^/) =>
  (error: unknown): boolean =>
    isLabError(error, code) && details.test(error.details) && error.remedy !== '';
const isCancelled = (error: unknown): boolean => isLabError(error, 'cancelled');
const noise = (length: number): Uint8Array => new Uint8Array(length).map((_, index) => (index * 31 + (index >> 8)) % 256);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

void test('a phone behind the real adb server', { skip: withoutPhones() }, async (context) => {
  const bench = await AdbBench.open(context);
  const { phone, link, server } = bench;
  assert.ok(bench.adb.isReal());

  await context.test('commands tell output, errors and exit code apart', async () => {
    const { exitCode, stdout, stderr } = await link.run('echo out; echo err >&2; exit 3');
    assert.deepEqual([exitCode, text(stdout), stderr], [3, 'out\n', 'err']);
    assert.equal((await link.run('/nowhere')).exitCode, 127);
    const killed = await link.run("echo begun; sh -c 'kill -9 $$'");
    assert.deepEqual([killed.exitCode, text(killed.stdout), killed.stderr.trim()], [137, 'begun\n', 'Killed']);
    assert.equal(text((await link.run('id')).stdout).startsWith('uid=2000(shell)'), true);
  });

  await context.test('output of any bytes and any length comes whole', async () => {
    const bytes = noise(3_000_000);
    await link.push(bytes, '/data/local/tmp/noise');
    const { stdout } = await link.run('cat /data/local/tmp/noise');
    assert.equal(sha256(stdout), sha256(bytes));
    await assert.rejects(link.run('cat /data/local/tmp/noise', { maximumBytes: 100_000 }), failsWith('parse-failed'));
  });

  await context.test('a file goes over whole, with its bit, from memory and from this computer', async () => {
    const seen: number[] = [];
    const file = join(mkdtempSync(join(tmpdir(), 'proxylab-push-')), 'file');
    context.after(() => rmSync(dirname(file), { recursive: true }));
    writeFileSync(file, noise(5_000_000));
    await link.push({ file: file }, '/data/local/tmp/a folder/program', {
      executable: true,
      progress: (bytes) => seen.push(bytes),
    });
    const copy = phone.file('data/local/tmp/a folder/program');
    assert.equal(sha256(readFileSync(copy)), sha256(readFileSync(file)));
    assert.equal(statSync(copy).mode & 0o777, 0o755);
    assert.equal(seen.at(-1), statSync(file).size);
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => a - b),
    );
    await link.push(new Uint8Array(0), '/data/local/tmp/empty');
    assert.equal(statSync(phone.file('data/local/tmp/empty')).size, 0);
  });

  await context.test('refused places say why', async () => {
    await assert.rejects(link.push(noise(10), '/system/x'), failsWith('permission-denied', /Read-only file system/));
    await assert.rejects(link.push(noise(5_000_000), '/system/x'), failsWith('permission-denied', /Read-only file system/));
  });

  await context.test('cancelled: at once, and the command ends on the phone', async () => {
    const abort = new AbortController();
    const running = link.run('exec sleep 4321', { signal: abort.signal });
    running.catch(() => {});
    const isAsleep = async (): Promise<boolean> => (await link.run('grep -qs "^sleep" /proc/[0-9]*/comm')).exitCode === 0;
    while (!(await isAsleep())) await sleep(50); // a shell that is told to end before it has begun the command begins it still
    abort.abort();
    await assert.rejects(running, isCancelled);
    while (await isAsleep()) await sleep(50);
    await assert.rejects(link.push(noise(100), '/data/local/tmp/never', { signal: abort.signal }), isCancelled);
  });

  await context.test('a link that is cut is never success', async () => {
    const running = link.run('echo part; sleep 5; echo never');
    running.catch(() => {});
    await sleep(300);
    await phone.drop();
    await assert.rejects(running, failsWith('link-failed'));
    await bench.until('device');
    await phone.cutAfter(2_000_000);
    await assert.rejects(link.push(noise(8_000_000), '/data/local/tmp/cut'), failsWith('link-failed'));
    await bench.until('device');
    assert.equal((await link.run('true')).exitCode, 0, 'it heals by itself');
  });

  await context.test('garbage is never success', async () => {
    await phone.printGarbage(true);
    await assert.rejects(link.run('echo fine'), failsWith('link-failed'));
    await phone.printGarbage(false);
  });

  await context.test('a mute phone is noticed', async () => {
    const inPatience = new AdbLink(server, phone.address, 'The phone', { openLimitMs: 500, idleLimitMs: 500, heartbeatMs: 100 });
    const works = [
      inPatience.run('echo up >/data/local/tmp/up; sleep 20; true'),
      inPatience.push(new Uint8Array(30_000_000), '/data/local/tmp/large', { progress: () => void phone.mute(true) }),
    ];
    await Promise.all(works.map((work) => assert.rejects(work, failsWith('link-failed'))));
    while (inPatience.isAnswering) await sleep(20);
    await assert.rejects(inPatience.run('true'), failsWith('link-failed'));
    await assert.rejects(inPatience.push(noise(100), '/data/local/tmp/never'), failsWith('link-failed'));
    await phone.mute(false);
    await bench.again();
    while (!inPatience.isAnswering) await sleep(20);
    await assert.rejects(link.run('sleep 20', { timeoutMs: 200 }), failsWith('link-failed', /sleep 20/));
  });

  await context.test('away, offline, not trusted', async () => {
    await phone.refuse(true);
    await bench.until('offline');
    await assert.rejects(link.run('true'), failsWith('device-offline'));
    await assert.rejects(link.push(noise(100), '/data/local/tmp/never'), failsWith('device-offline'));
    await assert.rejects(new AdbLink(server, 'nobody', 'X').run('true'), failsWith('device-offline', /not found/));
    await assert.rejects(server.connect('127.0.0.1', 1), failsWith('device-offline', /refused/));
    await phone.refuse(false);
    await phone.authorize('refuses');
    await bench.until('unauthorized');
    await assert.rejects(link.run('true'), failsWith('unauthorized'));
    await phone.authorize('accepts');
    await bench.again();
    assert.equal((await link.run('true')).exitCode, 0);
  });
});

void test('words of the adb server and their meaning', () => {
  for (const [words, code] of [
    ["device 'R58M' not found", 'device-offline'],
    ['device offline', 'device-offline'],
    ["device unauthorized.\nThis adb server's $ADB_VENDOR_KEYS is not set", 'unauthorized'],
    ['device still authorizing', 'unauthorized'],
    ['failed to authenticate to 192.168.1.7:5555', 'unauthorized'],
    ['closed', 'link-failed'],
    ['Premature end of stream, needed 4 more bytes', 'link-failed'],
  ] as const) {
    assert.equal(adbError(new Error(words), 'The phone').code, code, words);
  }
});

void test('a full phone', { skip: withoutPhones() }, async (context) => {
  const { link } = await AdbBench.open(context, { dataBytes: 4_000_000 });
  await assert.rejects(link.push(noise(8_000_000), '/data/local/tmp/large'), failsWith('disk-full', /No space left/));
  const { exitCode, stderr } = await link.run('cat /dev/zero >/data/fill');
  assert.notEqual(exitCode, 0, stderr);
  await assert.rejects(link.push(noise(60_000), '/data/local/tmp/small'), failsWith('disk-full', /No space left/));
  assert.equal((await link.run('echo still there')).exitCode, 0);
});
