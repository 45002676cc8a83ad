import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openStore } from '../../main/store/open-store.ts';
import { newTable } from './fixtures.ts';

/** Another process that has a lab open. */
export interface Holder {
  readonly pid: number;
  /** Ends it as a crash would: SIGKILL. */
  kill(): Promise<void>;
}

/** Starts a process that opens the lab and holds it. */
export async function startHolder(folder: string): Promise<Holder> {
  const child = start('hold', folder);
  await once(child.stdout!, 'data');
  return { pid: child.pid!, kill: () => kill(child) };
}

/** Starts a process that imports one table after the other, and kills it in the middle of the third. */
export async function killDuringImport(folder: string, delayMs: number): Promise<void> {
  const child = start('import', folder);
  let imported = '';
  for await (const chunk of child.stdout!) {
    imported += String(chunk);
    if (imported.split('\n').length > 2) break;
  }
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  await kill(child);
}

/** Rows of every table that `killDuringImport` imports. */
export const importedRows = 20_000;

function start(work: string, folder: string): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(import.meta.url), work, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , work, folder] = process.argv;
  const store = openStore(folder!);
  if (work === 'hold') {
    process.stdout.write('open\n');
    setInterval(() => {}, 1000);
  } else {
    const rows = Array.from({ length: importedRows }, (_, row) => ({ architecture: `a${row}` as never, values: [row + 1, row + 2] }));
    for (let count = 0; ; count++) {
      store.tables.create(newTable({ name: `table ${count}`, rows }));
      process.stdout.write(`${count}\n`);
    }
  }
}
