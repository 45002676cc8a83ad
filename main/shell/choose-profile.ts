import { dialog } from 'electron';

/** Asks for a device profile with the system's dialog; undefined where nothing is chosen. */
export async function chooseProfile(): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog({
    title: 'Import a device profile',
    properties: ['openFile'],
    filters: [
      { name: 'Device profiles', extensions: ['profile.json', 'json'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  return filePaths[0];
}
