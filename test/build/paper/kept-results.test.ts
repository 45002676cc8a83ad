import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { codeDigest } from '../../../build/paper/code-digest.ts';
import { KeptResults } from '../../../build/paper/kept-results.ts';

function scratch(test: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-paper-'));
  test.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('results are found again by scope and unit, half a line is passed over', (context) => {
  const file = join(scratch(context), 'units.jsonl');
  const unit = { target: 'a', seed: 1 };
  new KeptResults(file).of('one').keep(unit, { srcc: 0.1 + 0.2 });
  appendFileSync(file, '{"key":"interrupted');
  const later = new KeptResults(file);
  assert.deepEqual(later.of('one').find({ ...unit }), { srcc: 0.1 + 0.2 });
  assert.equal(later.of('another').find(unit), undefined);
  assert.equal(later.of('one').find({ ...unit, seed: 2 }), undefined);
  later.of('one').keep({ ...unit, seed: 2 }, null);
  assert.equal(new KeptResults(file).of('one').find({ ...unit, seed: 2 }), null);
  assert.equal(readFileSync(file, 'utf8').split('\n').length, 4);
});

test('the digest of code is another one where anything that it imports is', (context) => {
  const folder = scratch(context);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const digest = () => codeDigest(join(folder, 'a.ts'));
  write('a.ts', "import {\n  b,\n} from './b.ts';\nimport { test } from 'node:test';\n");
  write('b.ts', "export { c as b } from './c.ts';\nexport type { A } from './a.ts';\n");
  write('c.ts', 'export const c = 1;\n');
  const first = digest();
  write('unrelated.ts', '');
  assert.equal(digest(), first);
  write('c.ts', 'export const c = 2;\n');
  assert.notEqual(digest(), first);
});
