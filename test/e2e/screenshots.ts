import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from './harness/chromium.ts';
import { startServedLab, type ServedLab } from './harness/served-lab.ts';
import { exampleLabs, makeLab } from './screenshots/example-labs.ts';
import { shots } from './screenshots/shots.ts';

/**
 * `npm run screenshots`: every page in light and dark, of a lab that is empty, small and large, into test/output/screenshots; of the small one
 * also, in light, the pictures of README. Words behind it name labs and pages to take only these: `npm run screenshots -- small library`. The window has to
 * be built.
 */
const target = resolve(import.meta.dirname, '../output/screenshots');
const pictures = resolve(import.meta.dirname, '../../resources/guide');
/** What README shows. */
const shown = ['devices', 'measure', 'monotonicity', 'adapt', 'search', 'library'];
const viewport = { width: 1440, height: 900 };
const readyLimitMs = 180_000;

const wanted = new Set(process.argv.slice(2));
const isWanted = (names: readonly string[], name: string): boolean => !names.some((one) => wanted.has(one)) || wanted.has(name);
const folder = mkdtempSync(join(tmpdir(), 'proxylab-screenshots-'));
const browser = await launchChromium();
try {
  for (const example of exampleLabs) {
    if (
      !isWanted(
        exampleLabs.map(({ name }) => name),
        example.name,
      )
    )
      continue;
    const lab = await startServedLab(await makeLab(example, folder));
    for (const scheme of ['light', 'dark'] as const) await takeAll(browser, lab, example.name, scheme);
    await lab.close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

async function takeAll(
  chromium: Browser,
  lab: ServedLab,
  kind: (typeof exampleLabs)[number]['name'],
  scheme: 'light' | 'dark',
): Promise<void> {
  const context = await chromium.newContext({ viewport, colorScheme: scheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(readyLimitMs);
  await page.goto(lab.url);
  for (const shot of shots.filter(({ name }) =>
    isWanted(
      shots.map((one) => one.name),
      name,
    ),
  )) {
    await page.goto(lab.origin + shot.address);
    await page.waitForLoadState('networkidle');
    if (kind !== 'empty') await shot.ready?.(page);
    await shot.act?.(page);
    await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy="true"]') === null);
    const picture = await page.screenshot({ path: join(target, kind, `${shot.name}-${scheme}.png`), animations: 'disabled' });
    if (kind === 'small' && scheme === 'light' && shown.includes(shot.name))
      writeFileSync(join(pictures, `${shot.name}.webp`), await asWebp(context, picture));
  }
  await context.close();
}

/** The same picture, pixel by pixel, in half the bytes. */
async function asWebp(context: BrowserContext, png: Buffer): Promise<Buffer> {
  const page = await context.newPage();
  const address = await page.evaluate(async (content) => {
    const image = new Image();
    image.src = `data:image/png;base64,${content}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 1);
  }, png.toString('base64'));
  await page.close();
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}
