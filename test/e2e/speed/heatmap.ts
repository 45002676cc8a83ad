import { median } from '../../../main/core/stats/quantiles.ts';
import { fleetTable } from './large-lab.ts';
import { followRail, untilAtRest, untilPainted } from './until-painted.ts';
import type { Figure } from '../../../build/bench/subject.ts';
import type { SpeedWindow } from './speed-window.ts';

const visits = 5;

/** The heatmap of 50 devices, opened from another page at rest when its correlations are known. */
export async function heatmapFigures({ url, newPage }: SpeedWindow): Promise<readonly Figure[]> {
  const page = await newPage();
  page.setDefaultTimeout(300_000);
  await page.goto(url);
  await page.goto(`${new URL(url).origin}/monotonicity?table=${encodeURIComponent(fleetTable)}`);
  const cell = '.main [role=gridcell]';
  await page.locator(cell).waitFor({ timeout: 300_000 });
  const times: number[] = [];
  for (let visit = 0; visit < visits; visit++) {
    await followRail(page, 'Devices');
    await page.getByText('All devices').waitFor();
    await untilAtRest(page);
    times.push(await untilPainted(page, cell, await followRail(page, 'Monotonicity')));
  }
  await page.context().close();
  return [{ name: 'page with a heatmap of 50 × 50, from click to paint', value: median(times), unit: 'ms', goal: { atMost: 200 } }];
}
