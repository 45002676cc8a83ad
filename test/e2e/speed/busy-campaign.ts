import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { quantile } from '../../../main/core/stats/quantiles.ts';
import type { Figure } from '../../../build/bench/subject.ts';
import type { SpeedWindow } from './speed-window.ts';

const emitter = resolve(import.meta.dirname, 'emitting-runner.ts');
const resultsPerSecond = 200;
const architectures = 4000;
const blocks = 4;
const runs = 20;
/** At one result a second. */
const resultsInEightHours = 8 * 3600;

/** A campaign that tells 200 results a second while somebody uses its page. */
export async function busyCampaignFigures({ url, newPage, client }: SpeedWindow): Promise<readonly Figure[]> {
  const page = await newPage();
  page.setDefaultTimeout(300_000);
  await page.goto(url);
  const { id } = await client.campaigns.start({
    deviceId: 'local',
    spaceId: 'nas-bench-201',
    samples: architectures,
    resolution: 8,
    warmup: 0,
    runs,
    minimumMs: 0,
    blocks,
    driftLimit: 1e9,
    table: 'busy',
    runtime: 'custom',
    customCommand: `${process.execPath} ${emitter} {plan} {journal} ${resultsPerSecond}`,
  });
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Measure' }).click();
  const chart = page.getByRole('img', { name: /^Median latency of [1-9]/ });
  await chart.waitFor({ timeout: 300_000 });

  const early = await memoryOf(page);
  await noteInputs(page);
  const isRunning = async (): Promise<boolean> => (await client.campaigns.get({ campaignId: id })).state === 'running';
  while (await isRunning()) {
    await chart.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Escape']) await page.keyboard.press(key);
  }
  const inputsMs = await inputsSoFar(page);
  const late = await memoryOf(page);
  await page.context().close();
  const bytesEach = (late.bytes - early.bytes) / (late.results - early.results);
  return [
    {
      name: `input until painted at ${resultsPerSecond} results a second, 95 %`,
      value: quantile(inputsMs, 0.95),
      unit: 'ms',
      goal: { atMost: 100 },
    },
    {
      name: 'memory that eight hours at a result a second add',
      value: (bytesEach * resultsInEightHours) / 1e6,
      unit: 'MB',
      goal: { atMost: 64 },
    },
  ];
}

/** Every key that is pressed from now on: from the press to the frame that answers it. */
async function noteInputs(page: Page): Promise<void> {
  await page.evaluate(() => {
    const inputsMs: number[] = [];
    const note = (): void => {
      const pressedMs = performance.now();
      requestAnimationFrame(() => setTimeout(() => inputsMs.push(performance.now() - pressedMs))); // after the frame's drawing
    };
    window.addEventListener('keydown', note, { capture: true });
    Object.assign(window, { inputsMs });
  });
}

function inputsSoFar(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => (window as unknown as { readonly inputsMs: readonly number[] }).inputsMs);
}

/** How many results the page shows and what its JavaScript holds, garbage taken away. */
async function memoryOf(page: Page): Promise<{ readonly results: number; readonly bytes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const label = await page.getByRole('img', { name: /^Median latency of/ }).getAttribute('aria-label');
  return { results: Number(/of ([\d,]+)/.exec(label ?? '')?.[1]?.replaceAll(',', '')), bytes: usedSize };
}
