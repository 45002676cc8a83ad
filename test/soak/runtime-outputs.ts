import fc from 'fast-check';
import { parseTrtexecSummary } from '../../main/devices/runtimes/trtexec-summary.ts';
import { parseTrtexecTimes } from '../../main/devices/runtimes/trtexec-times.ts';
import { damagedText } from './damaged.ts';
import { assertRefusal, fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

const valid = [
  '[01/02/2023-10:00:00] [I] Latency: min = 1.5 ms, max = 3 ms, mean = 1.75 ms, median = 1.625 ms, percentile(99%) = 2.5 ms\n[I] GPU Compute Time: min = 1 ms',
  '[I] Host Latency\n[I] min: 2 ms (end to end 9 ms)\n[I] max: 3 ms\n[I] mean: 2 ms\n[I] median: 2 ms\n[I] percentile: 3 ms at 99%\n',
  '[{"h2dMs":0.01,"computeMs":1.25,"d2hMs":0.005,"latencyMs":1.265},{"h2dMs":0,"computeMs":1,"d2hMs":0,"latencyMs":1}]',
];
const texts = fc.oneof(damagedText(valid), fc.string({ unit: 'binary' }));

/** Whatever a runtime prints: figures, null where it has none, or a refusal. */
export const runtimeOutputProperties: readonly SoakProperty[] = [
  {
    name: 'outputs of runtimes',
    check: (numRuns) =>
      fc.assert(
        fc.property(texts, (text) => inTime(() => parseAll(text))),
        fixedRuns(numRuns),
      ),
  },
];

function parseAll(text: string): void {
  parseTrtexecSummary(text);
  try {
    parseTrtexecTimes(text);
  } catch (error) {
    assertRefusal(error);
  }
}
