import { resolve } from 'node:path';
import type { Campaign } from '../../preload/contract/campaign.ts';
import type { RuntimeKind } from '../../preload/contract/device.ts';
import { customSpaceId } from '../../preload/contract/space-ids.ts';
import { invalidInput } from '../core/lab-error.ts';
import { readSignatureSet } from '../formats/signature-set.ts';
import { fileSource } from '../formats/text-source.ts';
import type { CommandModule, Terminal } from './command.ts';
import { followCampaign } from './follow-campaign.ts';
import { affinityOption, decimal, defined, integer, readArchitectures, seedOption } from './options.ts';

interface MeasureOptions {
  readonly space?: string;
  readonly network?: readonly string[];
  readonly samples?: number;
  readonly archs?: string;
  readonly signature?: string;
  readonly table?: string;
  readonly column?: string;
  readonly runtime?: RuntimeKind;
  readonly customCommand?: string;
  readonly customOutput?: 'json-lines' | 'benchmark-model';
  readonly precision: 'f32' | 'int8';
  readonly threads: number;
  readonly affinity?: number[];
  readonly resolution?: number;
  readonly warmup?: number;
  readonly runs?: number;
  readonly minimumMs?: number;
  readonly blocks?: number;
  readonly driftLimit?: number;
  readonly repeats?: number;
  readonly seed: number;
}

export const measureCommand: CommandModule = (program, { withLab }) => {
  program
    .command('measure <device>')
    .description('measure latencies of architectures on a device')
    .option('--space <space>', 'search space')
    .option(
      '--network <files...>',
      'measure networks of ONNX files (for benchmark_model: .tflite) as they are, instead of architectures of a space',
    )
    .option('--samples <n>', 'sample this many architectures', integer)
    .option('--archs <file>', 'measure the architectures of a file, one name a line')
    .option('--signature <file>', 'measure the signature set of a file, such as those in resources/signatures')
    .option('--table <name>', 'latency table that the medians go to')
    .option('--column <name>', 'column of the table; default: device, precision and threads')
    .option('--runtime <name>', 'onnxruntime, onnxruntime-c (this computer), trtexec (Jetson) or custom', 'onnxruntime')
    .option(
      '--custom-command <template>',
      'with --runtime custom: a program on the device and its arguments, with {plan} and {journal}; benchmark_model: {model}, {threads}, {runs}, {warmup}',
    )
    .option('--custom-output <form>', 'what that program writes: json-lines or benchmark-model', 'json-lines')
    .option('--precision <name>', 'f32 or int8', 'f32')
    .option('--threads <n>', 'threads of the runner', integer, 1)
    .addOption(affinityOption())
    .option('--resolution <pixels>', 'side of the square input', integer)
    .option('--warmup <n>', 'runs before measuring', integer)
    .option('--runs <n>', 'measured runs, at least', integer)
    .option('--minimum-ms <ms>', 'measured time an architecture, at least', decimal)
    .option('--blocks <n>', 'randomised blocks with the anchor network in each', integer)
    .option('--drift-limit <fraction>', 'drift of the anchor above which a block is measured again', decimal)
    .option('--repeats <n>', 'how often a drifted block is measured again', integer)
    .addOption(seedOption())
    .action(
      withLab(async (terminal, deviceId: string, options: MeasureOptions) => {
        const { space: namedSpace, network, archs, signature, repeats: maximumRepeats, ...rest } = options;
        const set = signature === undefined ? undefined : await signatureSet(signature, options);
        const space = set?.spaceId ?? namedSpace;
        if ((space === undefined) === (network === undefined))
          throw invalidInput('A campaign measures architectures of a space or networks of files.', 'Give either --space or --network.');
        const architectures = set?.networks ?? (archs === undefined ? undefined : await readArchitectures(archs, space));
        const spaceId = space ?? customSpaceId;
        const networks = network?.map((file) => ({ path: resolve(file) }));
        const campaign = await terminal.lab.campaigns.start({
          deviceId,
          spaceId,
          ...defined({ ...rest, architectures, networks, maximumRepeats }),
        });
        printCampaign(terminal, await followCampaign(terminal, campaign));
      }),
    );
};

/** The networks of a signature set's file, which tells its space itself. */
async function signatureSet(file: string, { space, archs, samples }: MeasureOptions): Promise<{ spaceId: string; networks: string[] }> {
  if (archs !== undefined || samples !== undefined)
    throw invalidInput('A signature set is measured as it is.', 'Leave --samples and --archs out.');
  const { spaceId, networks } = await readSignatureSet(fileSource(file));
  if (space === undefined || space === spaceId) return { spaceId, networks: [...networks] };
  throw invalidInput(`The signature set is of ${spaceId}, not of ${space}.`, 'Leave --space out.');
}

/** The outcome of a campaign that has stopped, and what to do next. */
export function printCampaign({ print }: Terminal, campaign: Campaign): void {
  const next =
    campaign.state === 'finished'
      ? `See it: proxylab table show "${campaign.table}"`
      : `${campaign.message}\nGo on: proxylab campaign resume ${campaign.id}`;
  const files = campaign.networks.map(({ name, fileName }) => `\n${name} is ${fileName}`).join('');
  print(
    { campaign },
    `${campaign.id} ${campaign.state}: ${campaign.done} of ${campaign.total} architectures on ${campaign.deviceName}, table ${campaign.table}, column ${campaign.column}${files}\n${next}`,
  );
}
