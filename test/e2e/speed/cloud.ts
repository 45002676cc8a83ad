import type { Page } from 'playwright-core';
import { median } from '../../../main/core/stats/quantiles.ts';
import { followRail, untilAtRest, untilPainted } from './until-painted.ts';
import type { Figure } from '../../../build/bench/subject.ts';
import type { SpeedWindow } from './speed-window.ts';

const visits = 5;
const brushSteps = 120;

/** The Search page with all 15,625 cells of NAS-Bench-201: opened from another page at rest, then its limit dragged to and fro. */
export async function cloudFigures({ url, newPage }: SpeedWindow): Promise<readonly Figure[]> {
  const page = await newPage();
  page.setDefaultTimeout(300_000);
  await page.goto(url);
  await followRail(page, 'Search');
  await page.getByRole('region', { name: 'Answer' }).waitFor({ timeout: 120_000 });
  await untilPainted(page, '.main canvas');
  const times: number[] = [];
  for (let visit = 0; visit < visits; visit++) {
    await followRail(page, 'Devices');
    await page.getByText('All devices').waitFor();
    await untilAtRest(page);
    times.push(await untilPainted(page, '.main canvas', await followRail(page, 'Search')));
  }
  const perSecond = await framesWhileBrushing(page);
  await page.context().close();
  return [
    { name: 'page with a cloud of 15,625 points, from click to paint', value: median(times), unit: 'ms', goal: { atMost: 200 } },
    { name: 'frames while its limit is dragged', value: perSecond, unit: 'a second', goal: { atLeast: 50 } },
  ];
}

/** Drags the limit and counts the frames that the page draws meanwhile. */
async function framesWhileBrushing(page: Page): Promise<number> {
  const handle = await page.getByRole('slider', { name: /limit/i }).boundingBox();
  if (handle === null) throw new Error('the limit has no handle');
  const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const counting = page.evaluate(
    () =>
      new Promise<number>((done) => {
        const startMs = performance.now();
        let frames = 0;
        const count = (nowMs: number): void => {
          frames++;
          if (nowMs - startMs < 2000) requestAnimationFrame(count);
          else done((frames * 1000) / (nowMs - startMs));
        };
        requestAnimationFrame(count);
      }),
  );
  for (let step = 0; step < brushSteps; step++) await page.mouse.move(x - (200 * (1 - Math.cos((step / brushSteps) * 4 * Math.PI))) / 2, y);
  const perSecond = await counting;
  await page.mouse.up();
  return perSecond;
}
