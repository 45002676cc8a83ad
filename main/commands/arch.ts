import { resolve } from 'node:path';
import { customSpaceId } from '../../preload/contract/space-ids.ts';
import type { ArchitectureDetail, CustomNetwork } from '../../preload/contract/space.ts';
import { invalidInput } from '../core/lab-error.ts';
import { decimal, defined, integer } from './options.ts';
import type { CommandModule } from './command.ts';
import { significant, textTable } from './text-table.ts';
import { writeOutput } from './write-output.ts';

interface ArchOptions {
  readonly resolution?: number;
  readonly width?: number;
  readonly variant?: string;
  readonly classes?: number;
  readonly onnx?: string;
  readonly precision: 'f32' | 'int8';
  readonly seed: number;
}

export const archCommand: CommandModule = (program, { withoutLab }) => {
  program
    .command('arch <space> <name>')
    .description(
      'MACs, parameters and layers of one architecture; writes its ONNX file (space “reference”: a published network; space “custom”: an ONNX file)',
    )
    .option('--resolution <pixels>', 'side of the square input', integer)
    .option('--width <factor>', 'width multiplier', decimal)
    .option('--variant <name>', 'form of the skeleton, for example cifar10, google, timm')
    .option('--classes <n>', 'number of classes', integer)
    .option('--onnx <file>', 'write the network with random weights')
    .option('--precision <name>', 'of the ONNX file: f32 or int8', 'f32')
    .option('--seed <n>', 'seed of the weights', integer, 1)
    .action(
      withoutLab(async ({ lab: { spaces }, print }, spaceId: string, name: string, options: ArchOptions) => {
        const { onnx, precision, seed, ...network } = options;
        const input = { spaceId, name, ...defined(network) };
        if (spaceId === customSpaceId) {
          const { resolution, width, variant, classes } = network;
          if ([resolution, width, variant, classes, onnx].some((option) => option !== undefined))
            throw invalidInput('A network from a file is shown as it is.', 'Leave the options out.');
          const custom = await spaces.custom({ source: { path: resolve(name) } });
          return print(custom, customText(custom));
        }
        const detail = await spaces.architecture(input);
        if (onnx !== undefined) await writeOutput(onnx, await spaces.onnx({ ...input, precision, seed }));
        const text = [
          `${detail.name} (${detail.space}, ${detail.resolution} × ${detail.resolution})`,
          `${costText(detail)}; live: ${millions(detail.liveMacs)} MACs, ${millions(detail.liveParams)} parameters`,
          ...memoryAndLayers(detail),
          ...(onnx === undefined ? [] : [`Written: ${onnx} (${precision}, random weights, seed ${seed})`]),
        ];
        return print({ ...detail, ...(onnx === undefined ? {} : { onnx }) }, text.join('\n'));
      }),
    );
};

function customText(network: CustomNetwork): string {
  const [input] = network.layers;
  const folded = Object.entries(foldedNames).flatMap(([key, name]) => {
    const count = network.folded[key as keyof typeof foldedNames];
    return count === 0 ? [] : [`${count} × ${name}`];
  });
  return [
    `${network.fileName}: ${network.name} (${input?.output.height} × ${input?.output.width}, ${network.precision})`,
    `${costText(network)} in the file`,
    ...(folded.length === 0 ? [] : [`Read as one with a neighbour, or as its equal: ${folded.join(', ')}`]),
    ...memoryAndLayers(network),
  ].join('\n');
}

const foldedNames = {
  batchNormalisations: 'batch normalisation',
  biases: 'bias',
  gates: 'product with its own sigmoid',
  sums: 'sum of a sum',
  paddings: 'uneven padding',
  softmax: 'softmax at the end',
} as const satisfies Record<keyof CustomNetwork['folded'], string>;

function costText({ macs, params }: ArchitectureDetail): string {
  return `${millions(macs)} MACs, ${millions(params)} parameters`;
}

function memoryAndLayers({ peakActivationBytes, layers }: ArchitectureDetail): readonly string[] {
  const rows = layers.map(({ name, kind, output, macs, params }) => {
    return [name, kind, `${output.channels}×${output.height}×${output.width}`, macs, params];
  });
  return [
    `${significant(peakActivationBytes / 1e6, 3)} MB of f32 activations at once`,
    textTable(['layer', 'kind', 'output', 'MACs', 'parameters'], rows),
  ];
}

function millions(count: number): string {
  return `${significant(count / 1e6, 5)} M`;
}
