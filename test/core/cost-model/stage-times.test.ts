import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stageTimes } from '../../../main/core/cost-model/stage-times.ts';
import { layerRows, type LayerRow, stageRows } from '../../../main/core/network/layer-features.ts';
import { createRng } from '../../../main/core/rng.ts';
import { sampleDistinct } from '../../../main/core/spaces/sample-distinct.ts';
import { findSpace } from '../../../main/core/spaces/spaces.ts';
import type { SearchSpace } from '../../../main/core/spaces/search-space.ts';
import { closeTo } from '../../helpers/close-to.ts';

/** A device that computes or moves values, whichever takes longer, and begins each layer anew: no sum over sizes says it exactly. */
function rooflineMs({ operator, macs, inSide, outSide, inChannels, outChannels }: LayerRow): number {
  const values = inSide ** 2 * inChannels + outSide ** 2 * outChannels;
  const computed = operator === 'conv' ? macs / 4e6 : operator === 'dwconv' ? macs / 8e5 : 0;
  return Math.max(computed, values / 1e6) + 0.004;
}
const sumMs = (rows: readonly LayerRow[]): number => rows.reduce((sum, row) => sum + rooflineMs(row), 0);

const judged = 5;

function share(space: SearchSpace) {
  const rng = createRng(3);
  const networks = sampleDistinct(space, 100 + judged, rng).map((architecture) => space.network(architecture));
  const known = networks.slice(judged).map((network, id) => ({ id: String(id), layers: layerRows(network) }));
  const knownMs = known.map(({ layers }) => sumMs(layers) * Math.exp(0.02 * rng.normal()));
  let [held, stages, missed, total] = [0, 0, 0, 0];
  for (const network of networks.slice(0, judged)) {
    const latencyMs = sumMs(layerRows(network));
    const times = stageTimes(network, latencyMs, known, knownMs, createRng(1));
    closeTo(
      times.stages.reduce((sum, stage) => sum + stage.latencyMs, 0),
      latencyMs,
      1e-9,
    );
    assert.ok(times.relativeError < 0.1, `sums miss by ${times.relativeError}`);
    const truths = [...stageRows(network).values()].map(sumMs);
    times.stages.forEach((stage, i) => {
      assert.ok(stage.lowMs <= stage.latencyMs && stage.latencyMs <= stage.highMs);
      if (stage.lowMs <= truths[i]! && truths[i]! <= stage.highMs) held++;
      missed += Math.abs(stage.latencyMs - truths[i]!);
    });
    stages += truths.length;
    total += latencyMs;
  }
  return { held: held / stages, missed: missed / total };
}

test('where time goes, of devices that are no sum over layers', () => {
  for (const space of [findSpace('nas-bench-201'), findSpace('fbnet')]) {
    const { held, missed } = share(space);
    assert.ok(missed < 0.1, `${space.id}: ${missed} of the time at other stages`);
    assert.ok(held > 0.85, `${space.id}: ${held} of the intervals hold`);
  }
});
