import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file that a command line of the app names, absolute; undefined where it names none. Switches are not files. */
export function openedProfile(argv: readonly string[], workingFolder: string): string | undefined {
  const file = argv
    .slice(1)
    .map(pathOf)
    .findLast((argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith('.json'));
  return file === undefined ? undefined : resolve(workingFolder, file);
}

/** Linux' desktops hand files over as URLs. */
function pathOf(argument: string): string {
  try {
    return argument.startsWith('file://') ? fileURLToPath(argument) : argument;
  } catch {
    return argument; // of another computer
  }
}
