import assert from 'node:assert/strict';
import { test } from 'node:test';
import { macsSource } from '../../../main/core/accuracy/macs-source.ts';
import { networkCost } from '../../../main/core/network/cost.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';

test('MACs in millions, and never called measured', () => {
  const source = macsSource((architecture) => networkCost(nasBench201.network(architecture)).macs);
  const convolution = nasBench201.parse('|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|');
  const skip = nasBench201.parse('|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|');
  const [large, small] = source.score(nasBench201, [convolution, skip]);
  assert.ok(large! > 100 && large! < 300 && small! < 20);
  assert.equal(source.measured, false);
  assert.equal(source.axisTitle, 'MACs, M (stand-in for capacity)');
  assert.match(source.statement, /not an accuracy/);
});
