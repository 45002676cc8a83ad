import type { CheckStep, RuntimeKind } from '../../preload/contract/device.ts';
import type { ProfileSummary } from '../../preload/contract/profile.ts';
import { LabError } from '../core/lab-error.ts';
import type { CommandModule, Terminal } from './command.ts';
import { followCampaign } from './follow-campaign.ts';
import { affinityOption, decimal, defined, integer, seedOption } from './options.ts';
import { textTable } from './text-table.ts';
import { writeOutput } from './write-output.ts';

interface ProfileOptions {
  readonly space: string;
  readonly runtime?: RuntimeKind;
  readonly customCommand?: string;
  readonly precision: 'f32' | 'int8';
  readonly threads: number;
  readonly affinity?: number[];
  readonly warmup?: number;
  readonly runs?: number;
  readonly minimumMs?: number;
  readonly blocks?: number;
  readonly driftLimit?: number;
  readonly repeats?: number;
  readonly seed: number;
  readonly samples?: boolean;
  readonly check: boolean;
  readonly output?: string;
}

export const profileCommand: CommandModule = (program, { withLab }) => {
  program
    .command('profile <device>')
    .description(
      'what a device is, whether it can be measured, and how fast it runs the signature set of a space; goes on where it was interrupted',
    )
    .option('--space <space>', 'space whose signature set is measured', 'nas-bench-201')
    .option('--runtime <name>', 'as of measure', 'onnxruntime')
    .option('--custom-command <template>', 'as of measure')
    .option('--precision <name>', 'f32 or int8', 'f32')
    .option('--threads <n>', 'threads of the runner', integer, 1)
    .addOption(affinityOption())
    .option('--warmup <n>', 'runs before measuring', integer)
    .option('--runs <n>', 'measured runs, at least', integer)
    .option('--minimum-ms <ms>', 'measured time an architecture, at least', decimal)
    .option('--blocks <n>', 'randomised blocks with the anchor network in each', integer)
    .option('--drift-limit <fraction>', 'drift of the anchor above which a block is measured again', decimal)
    .option('--repeats <n>', 'how often a drifted block is measured again', integer)
    .addOption(seedOption())
    .option('-o, --output <file>', 'profile to write (*.profile.json)')
    .option('--samples', 'with raw samples in the file')
    .option('--no-check', 'without the smoke test, for a device that has passed it')
    .action(
      withLab(async (terminal, deviceId: string, options: ProfileOptions) => {
        const { lab, print } = terminal;
        const { space: spaceId, repeats: maximumRepeats, output, samples, check: isChecked, ...how } = options;
        const description = await lab.devices.describe({ deviceId });
        const check = isChecked ? await checked(terminal, deviceId) : [];
        const started = await lab.profiles.measure({ deviceId, spaceId, ...defined({ ...how, maximumRepeats }) });
        const campaign = started.campaign === null ? null : await followCampaign(terminal, started.campaign);
        if (campaign !== null && campaign.state !== 'finished') throw interrupted(deviceId);
        const profile = await lab.profiles.save({ deviceId });
        if (output !== undefined) await writeOutput(output, await lab.profiles.export({ device: deviceId, ...defined({ samples }) }));
        const written = output === undefined ? [] : [`Written: ${output}`];
        print({ profile, description, check, campaign, ...defined({ file: output }) }, [describeProfile(profile), ...written].join('\n'));
      }),
    );

  program
    .command('profiles')
    .description('the device profiles of the lab: its own devices and imported ones')
    .action(
      withLab(async ({ lab, print }) => {
        const profiles = await lab.profiles.list();
        const rows = profiles.flatMap((profile) => {
          const about = [profile.id.slice(0, 8), profile.name, profile.origin];
          const columns = profile.columns.map(({ table, column, architectures }) => [...about, table, column, architectures]);
          return columns.length > 0 ? columns : [[...about, 'not measured yet', '', 0]];
        });
        print({ profiles }, textTable(['id', 'device', 'origin', 'table', 'column', 'architectures'], rows));
      }),
    );
};

/** Shows the smoke test as it goes; throws what its first failure says. */
async function checked({ lab, signal, progress }: Terminal, deviceId: string): Promise<CheckStep[]> {
  const steps: CheckStep[] = [];
  for await (const step of await lab.devices.check({ deviceId }, { signal })) {
    if (step.status === 'running') {
      progress.show({ message: step.title, done: steps.length, total: steps.length + 1, etaSeconds: null });
      continue;
    }
    steps.push(step);
    if (step.failure) throw new LabError({ ...step.failure, message: `${step.title}: ${step.detail}` });
  }
  progress.end();
  return steps;
}

function interrupted(deviceId: string): LabError {
  return new LabError({
    code: 'cancelled',
    message: 'Stopped. What was measured is kept.',
    remedy: `Go on with: proxylab profile ${deviceId}`,
  });
}

function describeProfile({ name, id, processorModel, operatingSystem, columns }: ProfileSummary): string {
  const what = [processorModel, operatingSystem].filter((part) => part !== null && part !== name).join(' · ');
  const lines = columns.map(
    ({ table, column, architectures, signatureSet }) =>
      `  ${table}, column ${column}: ${architectures} architectures${signatureSet === null ? '' : `, signature set ${signatureSet}`}`,
  );
  return [`${name} (${id.slice(0, 8)})${what === '' ? '' : `: ${what}`}`, ...lines].join('\n');
}
