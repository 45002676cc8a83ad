import { createRng } from '../../main/core/rng.ts';
import { sampleDistinct } from '../../main/core/spaces/sample-distinct.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';

/** Latencies of NAS-Bench-201 cells on made-up devices as a CSV file has them: each device has its own times of operators, and some noise. */
export function syntheticTable(architectures: number, devices: number): string {
  const rng = createRng(4);
  const cells = sampleDistinct(nasBench201, architectures, rng);
  const operatorMs = Array.from({ length: devices }, () => [0, 0.2, 1 + rng.next(), 2 + 3 * rng.next(), 0.5 + rng.next()]);
  const header = ['arch', ...operatorMs.map((_, device) => `device_${device}`)];
  const rows = cells.map((cell) => {
    const times = operatorMs.map((times) => (5 + cell.reduce((sum, choice) => sum + times[choice]!, 0)) * (1 + 0.02 * rng.normal()));
    return [nasBench201.print(cell), ...times.map((time) => time.toFixed(4))];
  });
  return `${[header, ...rows].map((row) => row.join(',')).join('\n')}\n`;
}
