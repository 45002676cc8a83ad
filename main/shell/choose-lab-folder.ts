import { dialog } from 'electron';

/** Asks for the folder of a lab with the system's dialog; undefined where nothing is chosen. */
export async function chooseLabFolder(): Promise<string | undefined> {
  const { filePaths } = await dialog.showOpenDialog({
    title: 'Open a lab: its folder, or an empty one for a new lab',
    buttonLabel: 'Open lab',
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
  });
  return filePaths[0];
}
