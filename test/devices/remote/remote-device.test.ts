import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brand } from '../../../main/core/brand.ts';
import { isLabError } from '../../../main/core/lab-error.ts';
import { localRuntime } from '../../../main/devices/local/local-description.ts';
import { RemoteDevice } from '../../../main/devices/remote/remote-device.ts';
import type { RemotePlatform } from '../../../main/devices/remote/remote-platform.ts';
import { runBatch } from '../../../main/devices/remote/run-batch.ts';
import { shellWord } from '../../../main/devices/remote/shell-word.ts';
import { CampaignBench, smallCampaign } from '../../bench/campaign-bench.ts';
import { needs } from '../../helpers/requirements.ts';
import { ShellLink } from './shell-link.ts';

const runnerEntry = fileURLToPath(new URL('../../../main/devices/local/runner/bench.ts', import.meta.url));
/** Keeps a session alive whatever is appended to it. */
const sleeper = `sh -c ${shellWord('echo up >"$4"; sleep 60; true')} --`;

function platform(folder: string, program: string): RemotePlatform {
  return {
    kind: 'ssh',
    folder,
    runner: { runtime: localRuntime, precisions: ['f32'], install: async () => program },
    questions: { greeting: 'echo hello' },
    describe: ({ greeting }) => ({ operatingSystem: greeting?.trim() ?? null }),
    readingQuestions: {},
    temperatures: () => [],
  };
}

interface Bench {
  readonly folder: string;
  readonly link: ShellLink;
  readonly device: RemoteDevice;
}

async function open(
  context: TestContext,
  shell: string,
  program = `${shellWord(process.execPath)} --expose-gc ${runnerEntry}`,
): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'proxylab-remote-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const link = new ShellLink(shell);
  const device = new RemoteDevice({ id: brand('remote'), name: 'The board', link, platform: platform(join(folder, 'lab'), program) });
  return { folder, link, device };
}

const command = { planPath: 'a b/plan.json', journalPath: 'a b/journal.jsonl', logPath: 'a b/runner.log' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array): string => new TextDecoder().decode(content);

for (const shell of ['sh', 'mksh', 'bash']) {
  void test(`in ${shell}`, { skip: needs(shell) || needs('setsid') }, async (context) => {
    await context.test('words of the shell carry nothing out', async (context) => {
      const { folder, link } = await open(context, shell);
      for (const word of ['', ' ', "it's", '$(touch x)', '`touch x`', 'a;b|c&d>e', '-n', '*', '\\', '\n', "'\"'", '\u00ff', '~']) {
        assert.equal(text((await link.run(`printf %s ${shellWord(word)}`)).stdout), word);
      }
      assert.throws(() => shellWord('a\0b'), /NUL/);
      assert.deepEqual(await readdir(folder), []);
    });

    await context.test('files are written whole, read from an offset, removed', async (context) => {
      const { device, folder } = await open(context, shell);
      const { files } = device;
      const path = "fol der/it's $HOME.bin";
      const content = new Uint8Array(100_000).map((_, index) => (index * 7) % 256);
      assert.equal(await files.size(path), null);
      assert.deepEqual(await files.read(path, 0), Buffer.alloc(0));
      await files.write(path, bytes('first'));
      await files.write(path, content);
      assert.equal(await files.size(path), content.length);
      assert.deepEqual(new Uint8Array(await files.read(path, 0)), content);
      assert.deepEqual(new Uint8Array(await files.read(path, 99_998)), content.subarray(99_998));
      assert.equal((await files.read(path, 100_001)).length, 0);
      assert.deepEqual(await readdir(join(folder, 'lab/fol der')), ["it's $HOME.bin"]);
      await files.remove(path);
      await files.remove(path);
      assert.equal(await files.size(path), null);
      await assert.rejects(files.write('../outside', bytes('')), /outside the device folder/);
    });

    await context.test('several questions at once; what fails is unknown', async (context) => {
      const { link } = await open(context, shell);
      const answers = await runBatch(link, {
        one: 'echo 1',
        none: 'cat /nowhere',
        code: 'echo partly; exit 3',
        odd: 'printf "no newline"',
      });
      assert.deepEqual(answers, { one: '1\n', none: null, code: 'partly\n', odd: 'no newline' });
    });

    await context.test('describes and reads what the kernel tells', async (context) => {
      const { device } = await open(context, shell);
      const description = await device.describe();
      assert.equal(description.operatingSystem, 'hello');
      assert.ok(description.processorModel !== null && description.clusters.length > 0);
      assert.ok((description.memoryBytes ?? 0) > 1e8);
      const readings = await device.readings();
      assert.ok((readings.freeMemoryBytes ?? 0) > 1e6);
      assert.equal(readings.load, null);
      assert.notEqual((await device.readings()).atMs, 0);
    });

    await context.test('a runner outlives the link and is found, told from a stranger, and stopped with its group', async (context) => {
      const { device, link, folder } = await open(context, shell, sleeper);
      await device.files.write(command.planPath, bytes('{}'));
      assert.equal(await device.findRunner(command), null);
      const runner = await device.startRunner(command);
      link.isUp = false;
      await assert.rejects(device.findRunner(command), (error) => isLabError(error, 'link-failed'));
      link.isUp = true;
      const found = await device.findRunner(command);
      assert.equal(found?.pid, runner.pid);
      assert.equal(await device.findRunner({ ...command, journalPath: 'a b/other.jsonl' }), null);
      await device.files.write('a b/other.jsonl.pid', bytes(`${process.pid}\n`));
      assert.equal(await device.findRunner({ ...command, journalPath: 'a b/other.jsonl' }), null);
      await found.stop();
      assert.equal(await runner.ended, null);
      assert.equal(await device.findRunner(command), null);
      assert.equal(text(await device.files.read(command.journalPath, 0)), 'up\n');
      const processes = await link.run(
        `grep -ls ${shellWord(folder)} /proc/[0-9]*/environ /proc/[0-9]*/cmdline; ls -l /proc/[0-9]*/cwd 2>/dev/null`,
      );
      assert.ok(!text(processes.stdout).includes(`${folder}/lab`), 'nothing of it is left');
    });

    await context.test('a program of the user’s own is started with its words, whatever is in them', async (context) => {
      const { device, folder } = await open(context, shell);
      const own = join(folder, 'own');
      await writeFile(own, `#!/bin/sh\nprintf '%s\\n' "$@" >"$5"\n`, { mode: 0o755 });
      const words = ["it's", '$(id>x);`id>y`|tee&', '*'];
      await device.files.write(command.planPath, bytes('{}'));
      const runner = await device.startRunner({
        ...command,
        runner: { kind: 'custom', command: [own, ...words, '{plan} {journal}'].join(' ') },
      });
      assert.equal(await runner.ended, 0);
      const said = text(await device.files.read(command.journalPath, 0));
      assert.deepEqual(said.trimEnd().split('\n'), [...words, command.planPath, command.journalPath]);
      assert.deepEqual(await readdir(join(folder, 'lab')), ['a b']);
    });

    await context.test('a runner that does not come up says why', async (context) => {
      const { device } = await open(context, shell, 'echo cannot do it >&2; exit 7; true');
      await device.files.write(command.planPath, bytes('{}'));
      await assert.rejects(device.startRunner(command), (error) => {
        return isLabError(error, 'runner-failed') && /cannot do it/.test(error.details);
      });
    });
  });
}

void test('a campaign through a shell, with the link lost now and then', { skip: needs('setsid') }, async (context) => {
  const { device, link, folder } = await open(context, 'sh');
  const bench = await CampaignBench.open(context);
  const id = bench.create('remote', smallCampaign(5, { blocks: 1 }));
  let measured = 0;
  const state = await bench.run(id, {
    connect: async () => {
      link.isUp = true;
      return device;
    },
    measured: () => {
      if (++measured % 4 === 0) link.isUp = false;
    },
  });
  assert.equal(state, 'finished');
  assert.equal(bench.store.campaigns.measurements(id).length, measured);
  const attempts = await readdir(join(folder, 'lab/campaigns/remote'));
  assert.equal(attempts.length, 1, 'no runner was started twice');
  assert.match(await readFile(join(folder, 'lab/campaigns/remote', attempts[0]!, 'journal.jsonl.exit'), 'utf8'), /^0\n$/);
});
