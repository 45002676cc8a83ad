import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isLabError, type LabErrorCode } from '../../../main/core/lab-error.ts';
import { KnownHosts } from '../../../main/devices/ssh/known-hosts.ts';
import { parseSshAddress } from '../../../main/devices/ssh/ssh-address.ts';
import type { SshCredentials } from '../../../main/devices/ssh/ssh-credentials.ts';
import { HostKeyUnknown, SecretNeeded } from '../../../main/devices/ssh/ssh-failure.ts';
import { connectSsh, type SshSession, type SshTarget } from '../../../main/devices/ssh/ssh-session.ts';
import { boardUser, FakeBoard } from '../../fakes/board/fake-board.ts';
import { needsBoard } from '../../fakes/board/needs-board.ts';
import { Wire } from '../../fakes/sandbox/wire.ts';

const skip = needsBoard();
const timing = { connectMs: 4000, keepAliveMs: 500, stallMs: 10_000 };
const folder = mkdtempSync(join(tmpdir(), 'proxylab-ssh-'));
const knownHosts = new KnownHosts(join(folder, 'known_hosts'));
let board: FakeBoard;
let wire: Wire;

before(async () => {
  if (skip !== false) return;
  board = await FakeBoard.start({ folder: join(folder, 'board'), password: "it's a secret" });
  wire = await new Wire(board.port).open();
});
after(async () => {
  if (skip === false) {
    await wire.refuse();
    await board.remove();
  }
  rmSync(folder, { recursive: true, force: true });
});

function target(credentials: Partial<SshCredentials> = {}, rest: Partial<SshTarget> = {}): SshTarget {
  const address = { user: boardUser, host: '127.0.0.1', port: wire.port };
  return {
    address,
    credentials: { keyFile: board.keyFile, agent: '', ...credentials },
    knownHosts,
    acceptHostKey: board.fingerprint,
    timing,
    ...rest,
  };
}

async function connected(work: (session: SshSession) => Promise<void>): Promise<void> {
  const session = await connectSsh(target());
  try {
    await work(session);
  } finally {
    session.close();
  }
}

function fails(
  code: LabErrorCode,
  more: (error: Error & { readonly details: string }) => boolean = () => true,
): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isLabError(error, code), `${code} expected: ${error instanceof Error ? error.stack : String(error)}`);
    assert.ok(error.message.length > 0);
    return more(error);
  };
}

test('a host key has to be accepted first, is kept then, and never silently replaced', { skip }, async () => {
  const hosts = new KnownHosts(join(folder, 'first_use'));
  const unknown = target({}, { knownHosts: hosts, acceptHostKey: undefined });
  await assert.rejects(connectSsh(unknown), (error) => error instanceof HostKeyUnknown && error.fingerprint === board.fingerprint);
  await assert.rejects(connectSsh({ ...unknown, acceptHostKey: 'SHA256:other' }), (error) => error instanceof HostKeyUnknown);
  assert.deepEqual(hosts.keys('127.0.0.1', wire.port), []);
  (await connectSsh({ ...unknown, acceptHostKey: board.fingerprint })).close();
  (await connectSsh(unknown)).close();

  const changed = new KnownHosts(join(folder, 'changed'));
  changed.add('127.0.0.1', wire.port, Buffer.from(readFileSync(`${board.keyFile}.pub`, 'utf8').split(' ')[1] ?? '', 'base64'));
  const other = { ...unknown, knownHosts: changed, acceptHostKey: board.fingerprint };
  await assert.rejects(
    connectSsh(other),
    fails('unauthorized', ({ details }) => /^known: SHA256:.+\nshown: SHA256:/.test(details) && details.includes(board.fingerprint)),
  );
});

test('key file, encrypted key file and password log in; wrong ones are told apart', { skip }, async () => {
  const encrypted = { keyFile: board.encryptedKeyFile };
  await assert.rejects(connectSsh(target(encrypted)), (error) => error instanceof SecretNeeded && error.kind === 'passphrase');
  await assert.rejects(
    connectSsh(target({ ...encrypted, secret: 'wrong' })),
    (error) => error instanceof SecretNeeded && /not accepted/.test(error.message),
  );
  (await connectSsh(target({ ...encrypted, secret: 'of the key' }))).close();
  await assert.rejects(connectSsh(target({ keyFile: null })), (error) => error instanceof SecretNeeded && error.kind === 'password');
  await assert.rejects(
    connectSsh(target({ keyFile: null, secret: 'wrong' })),
    (error) => error instanceof SecretNeeded && /not accepted/.test(error.message),
  );
  (await connectSsh(target({ keyFile: null, secret: "it's a secret" }))).close();
  await assert.rejects(connectSsh(target({ keyFile: join(folder, 'none') })), fails('not-found'));
  await assert.rejects(connectSsh(target({ keyFile: `${board.keyFile}.pub` })), fails('parse-failed'));
  await assert.rejects(connectSsh(target({ keyFile: join(board.folder, 'etc/host_key') })), fails('unauthorized'));
});

test('commands: exit codes, both outputs, nothing of the start-up files', { skip }, () =>
  connected(async (session) => {
    const shown = await session.run(`printf 'a b'; echo "it's" >&2; exit 7`);
    assert.deepEqual([shown.exitCode, Buffer.from(shown.stdout).toString(), shown.stderr], [7, 'a b', "it's\n"]);
    assert.equal((await session.run('/no/such')).exitCode, 127);
    assert.equal((await session.run('kill -9 $$')).exitCode, 137);
    assert.equal((await session.run('head -c 3000000 /dev/zero')).stdout.length, 3_000_000);
    const allowed = await session.run('head -c 3000000 /dev/zero', { maximumBytes: 3_000_000 });
    assert.equal(allowed.stdout.length, 3_000_000, 'the whole maximum, whatever start-up files print beside it');
    await assert.rejects(session.run('head -c 3000000 /dev/zero', { maximumBytes: 1_000_000 }), fails('parse-failed'));
    await assert.rejects(session.run('sleep 60', { timeoutMs: 100 }), fails('link-failed'));
    await assert.rejects(session.run('sleep 60', { signal: AbortSignal.timeout(100) }), fails('cancelled'));
    const many = await Promise.all(Array.from({ length: 20 }, (_, index) => session.run(`echo ${index}`)));
    assert.deepEqual(
      many.map(({ stdout }) => Number(Buffer.from(stdout).toString())),
      [...many.keys()],
    );
  }),
);

test('files go over whole, from memory and from a file', { skip }, () =>
  connected(async (session) => {
    const bytes = randomBytes(3_000_017);
    const file = join(folder, 'bytes');
    writeFileSync(file, bytes);
    let told = 0;
    await session.push(bytes, '/home/nvidia/from memory', { progress: (count) => (told = count) });
    await session.push({ file }, '/home/nvidia/from-file', { executable: true });
    assert.equal(told, bytes.length);
    assert.ok(readFileSync(board.homeFile('from memory')).equals(bytes));
    assert.ok(readFileSync(board.homeFile('from-file')).equals(bytes));
    assert.equal(statSync(board.homeFile('from-file')).mode & 0o777, 0o755);
    await session.push(new Uint8Array(0), '/home/nvidia/from-file');
    assert.deepEqual([statSync(board.homeFile('from-file')).size, statSync(board.homeFile('from-file')).mode & 0o777], [0, 0o644]);
    await assert.rejects(
      session.push(bytes, '/home/nvidia/none/x'),
      fails('link-failed', ({ details }) => /nonexistent|No such/.test(details)),
    );
    await assert.rejects(session.push(bytes, '/usr/x'), fails('permission-denied'));
    await assert.rejects(session.push(bytes, '/home/nvidia/x', { signal: AbortSignal.abort() }), fails('cancelled'));
  }),
);

test('a cut wire is a lost link, for a command and for a push; what ran on its own goes on', { skip }, async () => {
  await connected(async (session) => {
    await session.run('setsid sh -c "sleep 0.5; echo done >survived" </dev/null >/dev/null 2>&1 &');
    const lost = assert.rejects(session.run('echo started >started; sleep 30'), fails('link-failed'));
    while (!existsSync(board.homeFile('started'))) await new Promise(setImmediate);
    wire.cut();
    await lost;
    await assert.rejects(session.run('true'), fails('link-failed'));
    assert.equal(session.isOpen, false);
  });
  await connected(async (session) => {
    wire.cutAfter(1_000_000);
    await assert.rejects(session.push(randomBytes(8_000_000), '/home/nvidia/cut'), fails('link-failed'));
  });
  await connected(async (session) => {
    await session.run('while [ ! -s survived ]; do sleep 0.1; done');
  });
});

test('a command that finds the connection gone tells no sooner than the session knows it', { skip }, async () => {
  await connected(async (session) => {
    const commands: Promise<boolean>[] = [];
    const knowsIt = async (): Promise<boolean> => {
      await assert.rejects(session.run('true'), fails('link-failed'));
      return !session.isOpen;
    };
    wire.cut();
    for (; session.isOpen; await new Promise(setImmediate)) commands.push(knowsIt());
    assert.ok(commands.length > 0);
    assert.ok((await Promise.all(commands)).every(Boolean));
  });
});

test('a mute peer is noticed, for a command and for a push', { skip }, async () => {
  await connected(async (session) => {
    wire.mute(true);
    const works = [session.run('echo x'), session.push(randomBytes(1_000_000), '/home/nvidia/mute')];
    for (const { status } of await Promise.allSettled(works)) assert.equal(status, 'rejected');
  });
  wire.mute(false);
  wire.cut();
});

test('why a board cannot be reached is told', { skip }, async () => {
  wire.mute(true);
  await assert.rejects(
    connectSsh(target({}, { timing: { ...timing, connectMs: 300 } })),
    fails('device-offline', ({ message }) => /does not answer/.test(message)),
  );
  wire.mute(false);
  await wire.refuse();
  await assert.rejects(
    connectSsh(target()),
    fails('device-offline', ({ message }) => /refuses/.test(message)),
  );
  await wire.open();
  const nowhere = { ...parseSshAddress('ssh://a@no.such.host.invalid') };
  await assert.rejects(connectSsh(target({}, { address: nowhere })), fails('device-offline'));
  await assert.rejects(connectSsh(target(), AbortSignal.abort()), fails('cancelled'));
});

test('a reboot ends commands; a full disk is told', { skip }, async () => {
  const small = await FakeBoard.start({ folder: join(folder, 'small'), homeBytes: 4_000_000 });
  const address = parseSshAddress(small.address);
  const how = target({ keyFile: small.keyFile }, { address, acceptHostKey: small.fingerprint });
  try {
    const session = await connectSsh(how);
    await assert.rejects(session.push(randomBytes(8_000_000), '/home/nvidia/large'), fails('disk-full'));
    const lost = assert.rejects(session.run('sleep 30'), fails('link-failed'));
    await small.reboot();
    await lost;
    const again = await connectSsh(how);
    assert.equal((await again.run('true')).exitCode, 0);
    again.close();
    small.renewHostKey();
    await small.reboot();
    await assert.rejects(
      connectSsh({ ...how, acceptHostKey: small.fingerprint }),
      fails('unauthorized', ({ message }) => /another key/.test(message)),
    );
  } finally {
    await small.remove();
  }
});
