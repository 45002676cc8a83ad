import { isAbsolute } from 'node:path/posix';

/** What has to be known of a Linux board before anything is put on it; null is unknown. */
export interface LinuxBasics {
  /** As `uname -m` says. */
  readonly machine: string | null;
  readonly home: string | null;
  /** Version of its glibc; null also where it has another C library. */
  readonly glibc: string | null;
}

/** Command line of which `parseLinuxBasics` reads the output. */
export const askLinuxBasics = 'echo "home=$HOME"; echo "machine=$(uname -m)"; getconf GNU_LIBC_VERSION 2>/dev/null; true';

export function parseLinuxBasics(text: string): LinuxBasics {
  const home = /^home=(.{1,200})$/m.exec(text)?.[1] ?? '';
  return {
    machine: /^machine=([\w.-]{1,40})$/m.exec(text)?.[1] ?? null,
    home: isAbsolute(home) && /^[\w@%+=:,./ -]+$/.test(home) ? home : null,
    glibc: /^glibc (\d{1,3}\.\d{1,3})/m.exec(text)?.[1] ?? null,
  };
}
