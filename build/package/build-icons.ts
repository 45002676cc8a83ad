import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { icnsFile, icoFile, type IconPicture } from './icon-files.ts';

/** `npm run build:icons`: draws build/icons/icon.svg in every size and form that packages need. Needs Chromium. */
const folder = join(import.meta.dirname, '../icons');
const sizesPx = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');

async function draw(): Promise<IconPicture[]> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage();
  const pictures: IconPicture[] = [];
  for (const sizePx of sizesPx) {
    await page.setViewportSize({ width: sizePx, height: sizePx });
    await page.setContent(`<style>body{margin:0;overflow:hidden}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    pictures.push({ sizePx, png: await page.screenshot({ omitBackground: true }) });
  }
  await browser.close();
  return pictures;
}

const pictures = await draw();
const of = (...wanted: readonly number[]): IconPicture[] => pictures.filter(({ sizePx }) => wanted.includes(sizePx));
mkdirSync(join(folder, 'linux'), { recursive: true });
for (const { sizePx, png } of of(16, 24, 32, 48, 64, 128, 256, 512)) writeFileSync(join(folder, `linux/${sizePx}x${sizePx}.png`), png);
writeFileSync(join(folder, 'icon.ico'), icoFile(of(16, 24, 32, 48, 64, 128, 256)));
writeFileSync(join(folder, 'icon.icns'), icnsFile(of(16, 32, 64, 128, 256, 512, 1024)));
process.stdout.write('wrote build/icons\n');
