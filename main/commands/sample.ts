import type { CommandModule } from './command.ts';
import { integer, seedOption } from './options.ts';

export const sampleCommand: CommandModule = (program, { withoutLab }) => {
  program
    .command('sample <space>')
    .description('names of architectures drawn at random')
    .requiredOption('-n, --samples <n>', 'how many', integer)
    .addOption(seedOption())
    .action(
      withoutLab(async ({ lab: { spaces }, print }, spaceId: string, options: { readonly samples: number; readonly seed: number }) => {
        const { architectures } = await spaces.sample({ spaceId, ...options });
        print({ space: spaceId, seed: options.seed, architectures }, architectures.join('\n'));
      }),
    );
};
