import { median } from '../../../main/core/stats/quantiles.ts';
import { untilPainted } from './until-painted.ts';
import type { Figure } from '../../../build/bench/subject.ts';
import type { SpeedWindow } from './speed-window.ts';

const loads = 5;

/** From the address to the first page with what it is about, in a browser that has never been here. */
export async function firstPaintFigures({ url, newPage }: SpeedWindow): Promise<readonly Figure[]> {
  const times: number[] = [];
  for (let load = 0; load < loads; load++) {
    const page = await newPage();
    await page.goto(url, { waitUntil: 'commit' });
    times.push(await untilPainted(page, '.main h1'));
    await page.context().close();
  }
  return [{ name: 'first meaningful paint, a lab of a million samples', value: median(times), unit: 'ms', goal: { atMost: 1500 } }];
}
