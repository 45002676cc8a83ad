import { dirname, extname, join } from 'node:path';
import type { Session } from 'electron';
import { appOrigin } from './origin.ts';

const fileTypes: Readonly<Record<string, string>> = {
  '.csv': 'Table',
  '.json': 'JSON',
  '.onnx': 'ONNX network',
  '.png': 'Picture',
  '.svg': 'Drawing',
};

/**
 * The window saves nothing but what it made itself, each file where a person says in the system's dialog. The dialog begins in `folder`, later
 * where the last file went.
 */
export function askWhereToSave(session: Session, folder: string): void {
  let lastFolder = folder;
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${appOrigin}/`)) return event.preventDefault();
    const name = item.getFilename();
    const ending = extname(name).toLowerCase();
    const type = fileTypes[ending];
    item.setSaveDialogOptions({
      defaultPath: join(lastFolder, name),
      filters: [...(type === undefined ? [] : [{ name: type, extensions: [ending.slice(1)] }]), { name: 'All files', extensions: ['*'] }],
    });
    item.once('done', (_event, state) => {
      if (state === 'completed') lastFolder = dirname(item.getSavePath());
    });
  });
}
