import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { labFolder } from '../main/lab-folder.ts';
import { findElectron } from './electron-program.ts';
import { openBrowser } from './open-browser.ts';
import { buildIfStale } from './window-build.ts';

/**
 * `npm start [-- --lab FOLDER] [--browser]`: opens the lab's window, in Electron where its program can be had, else in a browser.
 */
const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { lab: { type: 'string' }, browser: { type: 'boolean', default: false } } });
process.env['PROXYLAB_LAB'] = labFolder(values.lab); // said, so that it is the terminal's, and not the one that was open in the window last

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

let stopped = false;

/** Ctrl-C reaches the whole group, a signal from elsewhere only this process: either way the lab gets to close itself. */
function forwardSignals(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopped = true;
      child.kill('SIGTERM');
    });
  }
}

function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((done) => {
    child.once('exit', (code) => done(code ?? 1));
    child.once('error', () => done(1));
  });
}

function openInElectron(program: string): Promise<number> {
  const child = spawn(program, [root], { cwd: root, stdio: 'inherit' });
  forwardSignals(child);
  return exitCodeOf(child);
}

function openInBrowser(): Promise<number> {
  const child = spawn(process.execPath, ['main/cli.ts', 'serve', '--json'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  forwardSignals(child);
  createInterface({ input: child.stdout }).once('line', (line) => {
    const answer = JSON.parse(line) as { readonly url?: string };
    if (answer.url === undefined) return; // what is wrong stands on stderr
    const opened = openBrowser(answer.url);
    say(opened ? `ProxyLab opens in your browser: ${answer.url}` : `Open ProxyLab in a browser of this computer: ${answer.url}`);
    say('Stop it with Ctrl-C.');
  });
  return exitCodeOf(child);
}

async function start(): Promise<number> {
  const failure = buildIfStale(root);
  if (failure !== null) {
    process.stderr.write(`The window could not be built.\n${failure}`);
    return 1;
  }
  if (values.browser) return openInBrowser();
  const electron = findElectron(() => say("Fetching Electron's program, once …"));
  if (electron.path !== null) {
    const code = await openInElectron(electron.path);
    if (code === 0 || stopped) return code;
    say(`Electron ended with exit code ${code}; the same lab opens in the browser.`);
  } else {
    say(`The window opens in the browser, since ${electron.reason}.`);
  }
  return openInBrowser();
}

process.exitCode = await start();
