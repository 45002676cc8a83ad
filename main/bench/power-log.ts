import { energyPerRunMj, idlePowerMw, type PowerSample } from '../core/measurement/energy.ts';
import type { JournalLine, JournalResult } from '../devices/runner-protocol.ts';

/** How long the device rests under the power log before a runner is started. */
export const idleMs = 3000;
/** Starting the runner is work already: what counts as rest ends a little before. */
const idleMarginMs = 300;

/**
 * Reads a power log: a line `power 1 NANOSECONDS UPTIME DIVISOR` that ties the device's uptime to its clock, then lines `UPTIME a b a b …`, where
 * the sum of a · b over the divisor is the power in mW. Which sign a battery's gauge gives a current that is drawn is up to its maker: the first
 * line's, and a line with the other one tells of a charger. Such lines, and those that are not like that, as the last one of a log that grows,
 * are passed over.
 */
export function parsePowerLog(text: string): readonly PowerSample[] {
  const [head = '', ...lines] = text.split('\n');
  const [, nanoseconds, startUptime, divisor] = /^power 1 (\d{18,20}) (\d+\.\d+) ([1-9]\d{0,12})$/.exec(head) ?? [];
  if (nanoseconds === undefined) return [];
  const bootMs = Number(nanoseconds) / 1e6 - Number(startUptime) * 1000;
  let drawn = 0; // the sign of what is drawn
  lines.pop(); // what stands after the last line's end: nothing, or a line that is being written
  return lines.flatMap((line) => {
    if (!/^\d+\.\d+(?: -?\d{1,12} -?\d{1,12})+$/.test(line)) return [];
    const [uptime = 0, ...values] = line.split(' ').map(Number);
    const product = values.reduce((sum, value, index) => (index % 2 === 1 ? sum + value * values[index - 1]! : sum), 0);
    drawn ||= Math.sign(product);
    return product * drawn < 0 ? [] : [{ atMs: bootMs + uptime * 1000, powerMw: Math.abs(product) / Number(divisor) }];
  });
}

export interface ResultEnergy {
  readonly position: number;
  readonly energyMj: number;
}

/** Energy of one inference for each result of a journal whose runs the log covers. */
export function resultEnergies(lines: readonly JournalLine[], log: string): readonly ResultEnergy[] {
  const trace = parsePowerLog(log);
  const startMs = trace[0]?.atMs ?? 0;
  const idleMw = idlePowerMw(trace, { fromMs: startMs, toMs: startMs + idleMs - idleMarginMs });
  if (idleMw === null) return [];
  return lines.flatMap((line) => {
    if (line.type !== 'result') return [];
    const energyMj = energyPerRunMj(trace, spanOf(line), line.wallUs.length, idleMw);
    return energyMj === null ? [] : [{ position: line.position, energyMj }];
  });
}

/** The runs of a result follow each other, and the last one ends when it is written. */
function spanOf({ wallUs, atMs }: JournalResult): { readonly fromMs: number; readonly toMs: number } {
  return { fromMs: atMs - wallUs.reduce((sum, wall) => sum + wall, 0) / 1000, toMs: atMs };
}
