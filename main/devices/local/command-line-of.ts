import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The words that a process was started with, joined by spaces; null where it has ended or cannot be asked. */
export function commandLineOf(pid: number): string | null {
  try {
    switch (process.platform) {
      case 'linux':
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null; // empty: ended, not yet reaped
      case 'win32':
        return run('powershell', ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter 'ProcessId=${pid}').CommandLine`]);
      default:
        return run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
    }
  } catch {
    return null; // no such process
  }
}

function run(program: string, parameters: readonly string[]): string | null {
  return execFileSync(program, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null;
}
