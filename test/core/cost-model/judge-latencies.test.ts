import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeLatencies, type Judgement, typicalLeftOutError } from '../../../main/core/cost-model/plausibility/judge-latencies.ts';
import { createRng } from '../../../main/core/rng.ts';
import { oneProxyPath, oneProxyTable } from '../../helpers/one-proxy-table.ts';
import { withoutData } from '../../helpers/requirements.ts';
import { syntheticLatencies, syntheticNetworks } from '../../helpers/synthetic-devices.ts';

const logsOf = (latenciesMs: readonly number[]): Float64Array => Float64Array.from(latenciesMs, Math.log);
const devices = syntheticLatencies(syntheticNetworks(25), 12).map(logsOf);

function judged(logs: Float64Array, device = 0, all = devices): Judgement {
  const others = all.filter((_, other) => other !== device);
  return judgeLatencies(logs, others, typicalLeftOutError(others), createRng(1));
}

test('devices like the others are plausible, whatever their speed', () => {
  devices.forEach((logs, device) => assert.equal(judged(logs, device).verdict, 'plausible'));
  assert.equal(judged(devices[0]!.map((log) => log + Math.log(3))).verdict, 'plausible');
});

test('a wrong unit, exchanged latencies and latencies that do not differ are implausible as a whole', () => {
  const slow = judged(devices[0]!.map((log) => log + Math.log(1000)));
  assert.ok(slow.verdict === 'all' && /times slower than the slowest/.test(slow.reason), JSON.stringify(slow));
  const fast = judged(devices[0]!.map((log) => log - Math.log(1000)));
  assert.ok(fast.verdict === 'all' && /times faster than the fastest/.test(fast.reason), JSON.stringify(fast));
  assert.equal(judged(Float64Array.from(createRng(2).shuffle([...devices[0]!]))).verdict, 'all');
  assert.equal(judged(devices[0]!.map(() => 1)).verdict, 'all');
});

test('single latencies that are far off are told by their places', () => {
  const wrong = devices[0]!.slice();
  wrong[3]! += Math.log(3);
  wrong[17]! -= Math.log(3);
  const judgement = judged(wrong);
  assert.ok(judgement.verdict === 'some', JSON.stringify(judgement));
  assert.deepEqual(
    judgement.places.toSorted((a, b) => a - b),
    [3, 17],
  );
  judgement.places.forEach((place, i) => {
    const factor = place === 3 ? judgement.factors[i]! : 1 / judgement.factors[i]!;
    assert.ok(factor > 2 && factor < 5, `${factor}`);
  });
});

test('what few others have measured cannot be judged; gaps are no matter', () => {
  assert.equal(judged(devices[0]!, 0, devices.slice(0, 4)).verdict, 'unknown');
  assert.equal(judged(devices[0]!.map((log, place) => (place < 4 ? log : NaN))).verdict, 'unknown');
  const sparse = devices.map((logs, device) => logs.map((log, place) => ((place + device) % 4 === 0 ? NaN : log)));
  sparse.forEach((logs, device) => assert.equal(judged(logs, device, sparse).verdict, 'plausible'));
});

test(
  'on measured devices: nearly none is refused, exchanged latencies are, wrong units always',
  { skip: withoutData(oneProxyPath) },
  () => {
    const { columns } = oneProxyTable();
    const rng = createRng(3);
    const counts = { plausible: 0, exchanged: 0, unit: 0 };
    const repeats = 3;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const rows = rng.sampleWithout(columns[0]!.length, 30);
      const all = columns.map((column) => Float64Array.from(rows, (row) => Math.log(column[row]!)));
      all.forEach((logs, device) => {
        if (judged(logs, device, all).verdict === 'plausible') counts.plausible++;
        if (judged(Float64Array.from(rng.shuffle([...logs])), device, all).verdict === 'all') counts.exchanged++;
        if (
          judged(
            logs.map((log) => log + Math.log(1000)),
            device,
            all,
          ).verdict === 'all'
        )
          counts.unit++;
      });
    }
    const total = repeats * columns.length;
    assert.ok(counts.plausible >= 0.94 * total, `${counts.plausible} of ${total}`);
    assert.ok(counts.exchanged >= 0.8 * total, `${counts.exchanged} of ${total}`);
    assert.equal(counts.unit, total);
  },
);
