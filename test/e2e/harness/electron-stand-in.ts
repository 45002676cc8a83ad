import { createPackage } from '@electron/asar';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** By which the fuses are found in Electron's program; version, number and states of the fuses follow (docs: Electron Fuses). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseStates = '011001011'; // as Electron is released

const program = Buffer.concat([
  Buffer.alloc(4096),
  Buffer.from(fuseSentinel),
  Buffer.from([1, fuseStates.length]),
  Buffer.from(fuseStates),
  Buffer.alloc(4096),
]);

const propertyList = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleName</key><string>Electron</string></dict></plist>
`;

/** A folder like that of Electron's release, as far as packing looks at it; its program is made up, and does not run. */
export async function makeElectronStandIn(folder: string, platform: 'linux' | 'darwin'): Promise<void> {
  const write = (file: string, content: string | Buffer = file): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content, { mode: 0o755 });
  };
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) write(name);
  write('default-app/main.js');
  if (platform === 'linux') {
    write('electron', program);
    for (const language of ['de', 'en-US']) write(`locales/${language}.pak`);
    mkdirSync(join(folder, 'resources'));
    await createPackage(join(folder, 'default-app'), join(folder, 'resources/default_app.asar'));
  } else {
    const contents = 'Electron.app/Contents';
    const framework = `${contents}/Frameworks/Electron Framework.framework`;
    write(`${contents}/Info.plist`, propertyList);
    write(`${contents}/MacOS/Electron`);
    write(`${framework}/Electron Framework`, program);
    for (const language of ['de', 'en']) {
      write(`${contents}/Resources/${language}.lproj/empty`);
      write(`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`);
    }
    for (const kind of ['', ' (Renderer)', ' (Plugin)', ' (GPU)']) {
      write(`${contents}/Frameworks/Electron Helper${kind}.app/Contents/Info.plist`, propertyList);
      write(`${contents}/Frameworks/Electron Helper${kind}.app/Contents/MacOS/Electron Helper${kind}`);
    }
    await createPackage(join(folder, 'default-app'), join(folder, `${contents}/Resources/default_app.asar`));
  }
}
