import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Figure } from '../../../build/bench/subject.ts';
import { openLab } from '../../../main/lab.ts';
import { serve } from '../../../main/serve.ts';
import { launchChromium, withoutChromium } from '../harness/chromium.ts';
import { busyCampaignFigures } from './busy-campaign.ts';
import { cloudFigures } from './cloud.ts';
import { firstPaintFigures } from './first-paint.ts';
import { heatmapFigures } from './heatmap.ts';
import { makeLargeLab } from './large-lab.ts';

const windowFolder = resolve(import.meta.dirname, '../../../out/renderer');

/** How quick the built window is in Chromium over a large lab; null where there is no Chromium. */
export async function measureWindow(): Promise<readonly Figure[] | null> {
  if (withoutChromium() !== false) return null;
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-speed-'));
  await makeLargeLab(join(folder, 'lab'));
  const lab = openLab({ folder: join(folder, 'lab') });
  const served = await serve({ lab, windowFolder, address: { port: 0, token: randomUUID() } });
  const browser = await launchChromium();
  const newPage = async () =>
    await (await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })).newPage();
  const window = { url: served.url, newPage, client: lab.client };
  try {
    const figures: Figure[] = [];
    for (const take of [firstPaintFigures, cloudFigures, heatmapFigures, busyCampaignFigures]) figures.push(...(await take(window)));
    return figures;
  } finally {
    await browser.close();
    await served.close();
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
