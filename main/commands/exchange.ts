import { basename, resolve } from 'node:path';
import type { LeftOut } from '../../preload/contract/profile.ts';
import { invalidInput } from '../core/lab-error.ts';
import { meansDeviceProfile } from '../formats/device-profile.ts';
import { fileSource, peeked } from '../formats/text-source.ts';
import type { CommandModule } from './command.ts';
import { defined } from './options.ts';
import { writeOutput } from './write-output.ts';

const headBytes = 64 * 1024;

/** What labs give each other: files, and folders that everybody reads. */
export const exchangeCommands: CommandModule = (program, { withLab }) => {
  program
    .command('export <what>')
    .description(
      'a device as a profile for another lab, or a table as CSV; a table into a file *.profile.json: the device that it was measured on',
    )
    .requiredOption('-o, --output <file>', 'file to write')
    .option('--samples', 'with the raw samples of a device')
    .action(
      withLab(async ({ lab, print }, what: string, { output, samples }: { readonly output: string; readonly samples?: boolean }) => {
        const isTable = (await lab.tables.list()).some(({ name }) => name === what);
        const asProfile = output.endsWith('.json') || samples === true;
        const content = !isTable
          ? await lab.profiles.export({ device: what, ...defined({ samples }) })
          : asProfile
            ? await lab.profiles.export({ table: what, ...defined({ samples }) })
            : await lab.tables.export({ table: what });
        await writeOutput(output, content);
        print({ [isTable ? 'table' : 'device']: what, file: output, bytes: content.size }, `Written: ${output}`);
      }),
    );

  program
    .command('import <file>')
    .description('a device profile or a table of another lab, told apart by content')
    .option('--name <name>', 'of a table; default: the name of its file')
    .option('--space <space>', 'of a table’s architectures; default: as the file says')
    .action(
      withLab(async ({ lab, print }, file: string, options: { readonly name?: string; readonly space?: string }) => {
        const source = { path: resolve(file) };
        const head = await headOf(source.path);
        if (meansDeviceProfile(head)) {
          const imported = await lab.profiles.import({ source });
          const { profile, added, known, leftOut } = imported;
          const where = profile.columns.map(({ table, column }) => `  ${table}, column ${column}`);
          const text = [`${profile.name}: ${added} new latencies, ${known} known`, ...where, ...leftOut.map(describeLeftOut)].join('\n');
          return print(imported, text);
        }
        const spaceId = options.space ?? /^# *space: *(\S+)/m.exec(head)?.[1];
        if (spaceId === undefined)
          throw invalidInput(
            `${basename(file)} is no device profile, and does not say of which space its architectures are.`,
            'Give --space.',
          );
        const name = options.name ?? basename(file).replace(/(\.(csv|gz|json|pickle|pkl|pt))+$/i, '');
        const table = await lab.tables.import({ name, spaceId, source });
        return print(
          { table },
          `Imported ${table.name}: ${table.architectures} architectures of ${table.spaceId}, ${table.columns.length} columns`,
        );
      }),
    );

  program
    .command('share <folder>')
    .description('put the profiles of this lab’s devices into a synced or network folder')
    .action(
      withLab(async ({ lab, print }, folder: string) => {
        const shared = await lab.profiles.share({ folder: resolve(folder) });
        const lines = shared.files.map(
          ({ device, latencies, file, isNew }) => `${device}, ${latencies} latencies: ${file}${isNew ? '' : ' was there already'}`,
        );
        const skipped = shared.skipped.map(({ device, reason }) => `${device} left out: ${reason}`);
        print(shared, [...lines, ...skipped].join('\n') || 'This lab has measured no device yet: proxylab profile');
      }),
    );

  program
    .command('collect <folder>')
    .description('take everybody’s profiles from a shared folder into this lab, but for what conflicts or is implausible')
    .action(
      withLab(async ({ lab, signal, print }, folder: string) => {
        const collected = await lab.profiles.collect({ folder: resolve(folder) }, { signal });
        const { files, profiles, tables, leftOut, notJudged } = collected;
        const text = [
          `${profiles.length} devices of ${files} profiles`,
          ...profiles.map(({ device, id, added, known }) => `  ${device} (${id.slice(0, 8)}): ${added} new latencies, ${known} known`),
          ...tables.map(({ table, columns, architectures }) => `Table ${table}: ${columns} columns, ${architectures} architectures`),
          ...(notJudged.length === 0 ? [] : [`Too few others to compare with: ${notJudged.join(', ')}`]),
          ...leftOut.map(describeLeftOut),
        ];
        print(collected, text.join('\n'));
      }),
    );
};

function describeLeftOut({ file, reason, device, column, latencies, detail }: LeftOut): string {
  const what = [column ?? device, latencies > 0 ? `${latencies} latencies` : null].filter((part) => part !== null).join(', ');
  return `Left out, ${reason}: ${file}${what === '' ? '' : ` (${what})`}. ${detail}`;
}

function headOf(path: string): Promise<string> {
  return peeked(fileSource(path), headBytes, (head) => Promise.resolve(Buffer.from(head).toString()));
}
