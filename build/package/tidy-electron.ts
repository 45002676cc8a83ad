import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';

/** Does what electron-builder only does to a program that it fetched itself: the example app goes, on macOS the licences come along. */
export async function tidyElectron({ electronPlatformName, appOutDir }: AfterPackContext, electronDist: string | undefined): Promise<void> {
  const mac = electronPlatformName === 'darwin';
  const resources = join(appOutDir, mac ? 'Electron.app/Contents/Resources' : 'resources');
  await rm(join(resources, 'default_app.asar'), { force: true });
  if (!mac || electronDist === undefined) return;
  await copyFile(join(electronDist, 'LICENSE'), join(resources, 'LICENSE.electron.txt'));
  await copyFile(join(electronDist, 'LICENSES.chromium.html'), join(resources, 'LICENSES.chromium.html'));
}
