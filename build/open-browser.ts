import { spawn } from 'node:child_process';

/** Opens the person's default browser where there is one to be seen; says whether it tried. */
export function openBrowser(url: string): boolean {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return false;
  const [program, args] = opener(url);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.once('error', () => {}); // no opener: the address is printed anyway
  child.unref();
  return true;
}

function opener(url: string): [program: string, args: string[]] {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['cmd', ['/c', 'start', '""', url]];
  return ['xdg-open', [url]];
}
