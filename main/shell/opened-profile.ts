import { resolve } from 'node:path';

/** The file that a command line of the app names, absolute; undefined where it names none. Switches are not files. */
export function openedProfile(argv: readonly string[], workingFolder: string): string | undefined {
  const file = argv.slice(1).findLast((argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith('.json'));
  return file === undefined ? undefined : resolve(workingFolder, file);
}
