import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { LabError } from '../../core/lab-error.ts';

/** Where adb may be: the program's search path, the Android SDK as its variables name it, then where its installers put it. */
function candidates(environment: NodeJS.ProcessEnv): readonly string[] {
  const file = process.platform === 'win32' ? 'adb.exe' : 'adb';
  const folders = (environment['PATH'] ?? '').split(delimiter);
  const usualSdks = [
    join(homedir(), 'Android/Sdk'),
    join(homedir(), 'Library/Android/sdk'),
    join(environment['LOCALAPPDATA'] ?? homedir(), 'Android/Sdk'),
    '/usr/lib/android-sdk',
    '/opt/android-sdk',
  ];
  const sdks = [environment['ANDROID_HOME'], environment['ANDROID_SDK_ROOT'], ...usualSdks];
  const tools = sdks.flatMap((sdk) => (sdk ? [join(sdk, 'platform-tools')] : []));
  return [...folders.filter((folder) => folder !== ''), ...tools].map((folder) => join(folder, file));
}

/** Path of the adb program, or why there is none. PROXYLAB_ADB names one; where it is empty the lab looks for no phones. */
export function findAdb(environment: NodeJS.ProcessEnv = process.env): string | LabError {
  const named = environment['PROXYLAB_ADB'];
  if (named === '') return switchedOff();
  return named ?? candidates(environment).find(isProgram) ?? notInstalled();
}

function switchedOff(): LabError {
  return new LabError({
    code: 'not-found',
    message: 'Phones are switched off: the environment variable PROXYLAB_ADB is empty.',
    remedy: 'Start the lab without it, or with the path of an adb program in it.',
  });
}

function notInstalled(): LabError {
  return new LabError({
    code: 'not-found',
    message: 'adb is not installed on this computer, so that no phone can be reached.',
    remedy: 'Install the Android platform tools (Debian: apt-get install adb), then try again.',
  });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
