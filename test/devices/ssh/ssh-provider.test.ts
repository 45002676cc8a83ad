import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { KnownHosts } from '../../../main/devices/ssh/known-hosts.ts';
import type { SecretStore } from '../../../main/devices/ssh/secret-store.ts';
import { HostKeyUnknown, SecretNeeded } from '../../../main/devices/ssh/ssh-failure.ts';
import { SshProvider, type SshProviderOptions } from '../../../main/devices/ssh/ssh-provider.ts';
import { openStore, type Store } from '../../../main/store/open-store.ts';
import { bundleRuntime } from '../../../main/devices/runner-bundle.ts';
import { FakeBoard } from '../../fakes/board/fake-board.ts';
import { needsBoard } from '../../fakes/board/needs-board.ts';

const skip = needsBoard();
const folder = mkdtempSync(join(tmpdir(), 'proxylab-boards-'));
const password = 'a password';
let board: FakeBoard;
let store: Store;
let now = 0;

before(async () => {
  store = openStore(join(folder, 'lab'), { holder: 'test' });
  if (skip === false) board = await FakeBoard.start({ folder: join(folder, 'board'), password });
});
after(async () => {
  if (skip === false) await board.remove();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A provider as a new start of the lab would make it. */
function provider(options: Partial<SshProviderOptions> = {}): SshProvider {
  const knownHosts = new KnownHosts(join(folder, 'known_hosts'));
  const timing = { connectMs: 4000, keepAliveMs: 500, stallMs: 10_000 };
  return new SshProvider({ boards: store.boards, knownHosts, secrets: null, clock: () => now, timing, ...options });
}

async function withProvider(options: Partial<SshProviderOptions>, work: (boards: SshProvider) => Promise<void>): Promise<void> {
  const boards = provider(options);
  try {
    await work(boards);
  } finally {
    await boards.close();
  }
}

const withKey = (): { address: string; keyFile: string; acceptHostKey: string; keepSecret: boolean } => ({
  address: board.address,
  keyFile: board.keyFile,
  acceptHostKey: board.fingerprint,
  keepSecret: false,
});

test('a Jetson is added, described and read; what it does not tell stays unknown', { skip }, async () => {
  await withProvider({}, async (boards) => {
    await assert.rejects(boards.add({ ...withKey(), acceptHostKey: undefined }), (error) => error instanceof HostKeyUnknown);
    assert.deepEqual(await boards.list(), [], 'nothing is kept of a board that was not reached');
    const { id, state, detail } = await boards.add({ ...withKey(), name: 'Orin' });
    assert.equal(id, `127.0.0.1-${board.port}`);
    assert.equal(state, 'ready');
    assert.match(detail, /^NVIDIA Jetson Orin Nano .* · ssh:/);
    await assert.rejects(boards.add(withKey()), (error) => isLabError(error, 'already-exists'));

    const device = await boards.connect(id);
    const { clusters, memoryBytes, ...description } = await device.describe();
    assert.ok(memoryBytes !== null && memoryBytes > 0);
    assert.deepEqual(clusters, [
      { name: 'CPU 0-1', processors: [0, 1], minimumClockKhz: 115_200, maximumClockKhz: 1_728_000, governor: 'schedutil' },
    ]);
    const { runtimes, ...facts } = description;
    assert.deepEqual(
      runtimes.map(({ kind, name }) => [kind, name]),
      [
        ['onnxruntime', bundleRuntime],
        ['trtexec', 'tensorrt 10.3.0'],
      ],
    );
    assert.deepEqual(facts, {
      id,
      kind: 'ssh',
      name: 'Orin',
      processorModel: 'NVIDIA Jetson Orin Nano Engineering Reference Developer Kit Super',
      operatingSystem: 'Ubuntu 22.04.5 LTS, Jetson Linux 36.4.4',
      abi: 'linux-aarch64',
      maximumThreads: 2,
      affinity: true,
      powerMode: '25W',
      powerSensor: 'INA3221 VDD_IN',
    });
    board.setTemperature(81.5);
    const { clocks, temperatures } = await device.readings();
    assert.deepEqual(
      clocks,
      [0, 1].map((processor) => ({ processor, clockKhz: 960_000 })),
    );
    assert.deepEqual(temperatures, [{ name: 'cpu-thermal', tempC: 81.5 }], 'none of a sensor that is off');

    board.printGarbage(true);
    const garbled = await device.describe();
    board.printGarbage(false);
    assert.equal(garbled.powerMode, undefined);
    assert.equal(garbled.runtimes.length, 1);
    assert.equal(garbled.processorModel, facts.processorModel);
  });
});

test('states of a board: ready, offline, ready again, unauthorized; each with what to do', { skip }, async () => {
  await withProvider({}, async (boards) => {
    assert.deepEqual(
      (await boards.list()).map(({ state }) => state),
      ['ready'],
      'kept from the last start',
    );
    const [{ id } = { id: undefined }] = await boards.list();
    assert.ok(id);
    const device = await boards.connect(id);
    await board.powerOff();
    await assert.rejects(device.readings(), (error) => isLabError(error, 'link-failed') || isLabError(error, 'device-offline'));
    const [offline] = await boards.list();
    assert.equal(offline?.state, 'offline');
    assert.match(offline.remedy ?? '', /SSH server/);
    await board.powerOn();
    assert.equal((await boards.list())[0]?.state, 'offline', 'a list does not ask again at once');
    now += 60_000;
    assert.equal((await boards.list())[0]?.state, 'ready');
    assert.ok((await device.readings()).clocks.length > 0, 'the same device works on');
    board.renewHostKey();
    await board.reboot();
    now += 60_000;
    await assert.rejects(boards.connect(id), (error) => isLabError(error, 'unauthorized'));
    const [changed] = await boards.list();
    assert.equal(changed?.state, 'unauthorized');
    assert.match(changed.remedy ?? '', /remove the device and add it again/);
    await boards.remove(id);
    assert.deepEqual(await boards.list(), []);
    await assert.rejects(device.readings(), (error) => isLabError(error, 'device-offline'));
    await assert.rejects(boards.connect(id), (error) => isLabError(error, 'not-found'));
    await boards.add(withKey()); // and its new key is taken after its removal
    await boards.remove(id);
  });
});

test('a password is asked for, kept in the keychain only if wanted, and nowhere in the lab’s folder', { skip }, async () => {
  const kept = new Map<string, string>();
  const secrets: SecretStore = {
    get: (account) => Promise.resolve(kept.get(account) ?? null),
    set: (account, secret) => Promise.resolve(void kept.set(account, secret)),
    remove: (account) => Promise.resolve(void kept.delete(account)),
  };
  const request = { ...withKey(), keyFile: undefined };
  await withProvider({ secrets }, async (boards) => {
    await assert.rejects(boards.add(request), (error) => error instanceof SecretNeeded && error.kind === 'password');
    await assert.rejects(boards.add({ ...request, secret: 'wrong' }), (error) => error instanceof SecretNeeded);
    await boards.add({ ...request, secret: password });
    assert.equal(kept.size, 0);
  });
  await withProvider({ secrets }, async (boards) => {
    const [listed] = await boards.list();
    assert.equal(listed?.state, 'unauthorized');
    assert.match(listed.remedy ?? '', /password/);
    await assert.rejects(boards.unlock(listed.id, 'wrong', true), (error) => error instanceof SecretNeeded);
    assert.equal((await boards.unlock(listed.id, password, true)).state, 'ready');
    assert.deepEqual([...kept.values()], [password]);
  });
  await withProvider({ secrets }, async (boards) => assert.equal((await boards.list())[0]?.state, 'ready'));
  const answers = ['wrong', password];
  await withProvider({ askSecret: () => Promise.resolve(answers.shift() ?? null) }, async (boards) => {
    const [listed] = await boards.list();
    assert.deepEqual([listed?.state, answers], ['ready', []]);
  });
  await withProvider({ secrets }, async (boards) => {
    await boards.remove((await boards.list())[0]!.id);
    assert.equal(kept.size, 0);
  });
});
