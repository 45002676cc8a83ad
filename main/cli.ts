#!/usr/bin/env node
import { join } from 'node:path';
import { Command } from 'commander';
import { terminalQuestions } from './commands/ask-secret.ts';
import { commandModules } from './commands/commands.ts';
import type { CommandRunners, Terminal } from './commands/command.ts';
import { createProgressLine } from './commands/progress-line.ts';
import { reportFailure } from './commands/report-failure.ts';
import { meansFile } from './commands/table-argument.ts';
import { defaultLabFolder, labFolder, settingsFolder } from './lab-folder.ts';
import { LabHost } from './lab-host.ts';
import { openLab, openWithoutFolder } from './lab.ts';
import { RecentLabs } from './recent-labs.ts';
import { version } from './version.ts';

function main(argv: readonly string[]): Promise<number> {
  const json = argv.includes('--json');
  const program = new Command('proxylab')
    .description('Profile one device well, and every other device with a handful of measurements.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('See proxylab --help.');

  const print: Terminal['print'] = (result, text) => void process.stdout.write(`${json ? JSON.stringify(result) : text}\n`);

  /** Opens, acts, closes. */
  async function use<Opened extends { readonly client: unknown; close(): Promise<void> }>(
    open: () => Opened,
    action: (opened: Opened, terminal: Omit<Terminal, 'lab'> & { readonly lab: Opened['client'] }) => Promise<void>,
  ): Promise<void> {
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const opened = open();
    const progress = createProgressLine(process.stderr, Date.now);
    try {
      await action(opened, { lab: opened.client, signal: abort.signal, progress, print });
    } finally {
      progress.end();
      await opened.close();
    }
  }

  const openChosen = (args: readonly unknown[]) => () =>
    openLab({ folder: labFolder(chosenFolder(args)), askSecret: terminalQuestions(process.stdin, process.stderr) });
  const runners: CommandRunners = {
    withLabHost:
      (action) =>
      (...args) =>
        // Whoever opens it to others is asked for passwords there, not at this terminal.
        use(
          () =>
            new LabHost({
              open: (folder, labs) => openLab({ folder, labs }),
              folder: labFolder(chosenFolder(args)),
              recent: new RecentLabs(join(settingsFolder(), 'labs.json')),
            }),
          (lab, terminal) => action(lab, terminal, ...args),
        ),
    withLab:
      (action) =>
      (...args) =>
        use(openChosen(args), (_lab, terminal) => action(terminal, ...args)),
    withoutLab:
      (action) =>
      (...args) =>
        use(openWithoutFolder, (_lab, terminal) => action(terminal, ...args)),
    withTable:
      (tableOf, action) =>
      (...args) =>
        meansFile(tableOf(...args))
          ? use(openWithoutFolder, (_lab, terminal) => action(terminal, ...args))
          : use(openChosen(args), (_lab, terminal) => action(terminal, ...args)),
  };

  for (const register of commandModules) register(program, runners);
  for (const command of leaves(program)) {
    command
      .option('--lab <folder>', `the lab's folder; default: PROXYLAB_LAB or ${defaultLabFolder}`)
      .option('--json', 'print one JSON object');
  }
  return program.parseAsync(argv.slice(2), { from: 'user' }).then(
    () => 0,
    (error: unknown) => reportFailure(error, json),
  );
}

/** The commands that do something: groups such as `table` only hold others. */
function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap((child) => leaves(child));
}

/** Commander hands the command itself over as the last argument. */
function chosenFolder(args: readonly unknown[]): string | undefined {
  const command = args.at(-1);
  return command instanceof Command ? command.opts<{ lab?: string }>().lab : undefined;
}

process.exitCode = await main(process.argv);
