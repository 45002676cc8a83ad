import { spawnSync } from 'node:child_process';
import assert from 'node:assert/strict';
import { python } from '../../helpers/requirements.ts';

/** What Python pickles an expression as; `setup` runs before it. */
export function pythonPickle(expression: string, protocol: number, setup = ''): Uint8Array<ArrayBuffer> {
  const program = `import pickle, sys\n${setup}\nsys.stdout.buffer.write(pickle.dumps(${expression}, protocol=${protocol}))`;
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], { maxBuffer: 1 << 28 });
  assert.equal(status, 0, stderr.toString());
  return new Uint8Array(stdout);
}
