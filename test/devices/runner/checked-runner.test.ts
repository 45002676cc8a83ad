import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { compileCheckedRunner } from '../../../build/runner/compile-runner.ts';
import { loadRunnerBundle } from '../../../main/devices/runner-bundle.ts';
import { needs } from '../../helpers/requirements.ts';
import { deviceFolder, item, runRunner, usualParameters, writePlan } from '../runner-run.ts';

const skip = needs('x86_64-linux-gnu-gcc');
const folder = mkdtempSync(join(tmpdir(), 'proxylab-checked-'));
after(() => rmSync(folder, { recursive: true, force: true }));
test('it touches no memory that is not its own and keeps none', { skip }, async (context) => {
  const bench = join(folder, 'bench');
  compileCheckedRunner(bench);
  const { files } = await loadRunnerBundle('linux-x64');
  const device = deviceFolder(context);
  const items = [item(0, 'good'), item(1, 'bad'), item(2, 'int8', { minimumMs: 50 }), item(3, 'absent')];
  writePlan(device, { threads: 2, affinity: [0, 1], items });
  const { status, printed, lines } = runRunner([bench, '--library', files[1]!.file], device, usualParameters);
  assert.deepEqual([status, printed], [0, '']);
  assert.deepEqual(
    lines.flatMap((line) => (line.type === 'result' || line.type === 'error' ? [[line.type, line.position]] : [])),
    [['result', 0], ['error', 1], ['result', 2], ['error', 3]], // prettier-ignore
  );
});
