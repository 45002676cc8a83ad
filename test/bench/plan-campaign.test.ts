import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anchorInterval, blockCount, planBlock } from '../../main/bench/plan-campaign.ts';
import { exampleSpec, names } from './example-spec.ts';

const anySpec = fc
  .record({ count: fc.integer({ min: 1, max: 200 }), blocks: fc.integer({ min: 1, max: 12 }), seed: fc.integer() })
  .map(({ count, blocks, seed }) => exampleSpec({ architectures: names(count), blocks, seed }));

test('every architecture has exactly one turn, blocks are almost equal', () => {
  fc.assert(
    fc.property(anySpec, fc.nat(3), (spec, repeat) => {
      const blocks = Array.from({ length: blockCount(spec) }, (_, block) => planBlock(spec, block, repeat));
      const measured = blocks.flat().filter(({ isAnchor }) => !isAnchor);
      assert.deepEqual(measured.map(({ architecture }) => architecture).sort(), [...spec.architectures].sort());
      const sizes = blocks.map((block) => block.filter(({ isAnchor }) => !isAnchor).length);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1 && Math.min(...sizes) >= 1, sizes.join());
    }),
    { seed: 1 },
  );
});

test('the anchor begins and ends a block and is never far', () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      for (let block = 0; block < blockCount(spec); block++) {
        const turns = planBlock(spec, block, 0);
        assert.ok(turns.at(0)?.isAnchor && turns.at(-1)?.isAnchor);
        const pattern = turns.map(({ isAnchor }) => (isAnchor ? 'a' : '-')).join('');
        assert.ok(!pattern.includes('aa') && !pattern.includes('-'.repeat(anchorInterval + 1)), pattern);
        for (const turn of turns) if (turn.isAnchor) assert.equal(turn.architecture, spec.anchor);
        assert.deepEqual(
          turns.map(({ slot }) => slot),
          turns.map((_, position) => ({ block, repeat: 0, position })),
        );
      }
    }),
    { seed: 2 },
  );
});

test('the same spec gives the same plan; a repeat and another seed give another order of the same', () => {
  const order = (seed: number, repeat: number): readonly string[] =>
    planBlock(exampleSpec({ seed, blocks: 1 }), 0, repeat).map(({ architecture }) => architecture);
  assert.deepEqual(order(7, 0), order(7, 0));
  assert.notDeepEqual(order(7, 0), order(7, 1));
  assert.notDeepEqual(order(7, 0), order(8, 0));
  assert.deepEqual([...order(7, 0)].sort(), [...order(7, 1)].sort());
});

test('an architecture that is the anchor as well keeps a turn of its own', () => {
  const spec = exampleSpec({ architectures: names(3), anchor: names(1)[0]!, blocks: 1 });
  const turns = planBlock(spec, 0, 0).filter(({ architecture }) => architecture === spec.anchor);
  assert.deepEqual([turns.length, turns.filter(({ isAnchor }) => isAnchor).length], [3, 2]);
});
