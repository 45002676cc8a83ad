import { createPackage } from '@electron/asar';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** By which the fuses are found in Electron's program; version, number and states of the fuses follow (docs: Electron Fuses). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseStates = '011001011'; // as Electron is released

/** A folder like that of Electron's release for Linux, as far as packing looks at it; its program is made up, and does not run. */
export async function makeElectronStandIn(folder: string): Promise<void> {
  for (const part of ['locales', 'resources', 'default-app']) mkdirSync(join(folder, part), { recursive: true });
  const fuses = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([1, fuseStates.length]), Buffer.from(fuseStates)]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.alloc(4096), fuses, Buffer.alloc(4096)]));
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version', 'icudtl.dat']) writeFileSync(join(folder, name), name);
  for (const language of ['de', 'en-US']) writeFileSync(join(folder, `locales/${language}.pak`), language);
  writeFileSync(join(folder, 'default-app/main.js'), '');
  await createPackage(join(folder, 'default-app'), join(folder, 'resources/default_app.asar'));
}
