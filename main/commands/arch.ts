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

export const archCommand: CommandModule = (program, withLab) => {
  program
    .command('arch <space> <name>')
    .description('MACs, parameters and layers of one architecture; writes its ONNX file (space “reference”: a published network)')
    .option('--resolution <pixels>', 'side of the square input', integer)
    .option('--width <factor>', 'width multiplier', decimal)
    .option('--variant <name>', 'form of the skeleton, for example cifar10, google, timm')
    .option('--classes <n>', 'number of classes', integer)
    .option('--onnx <file>', 'write the network with random weights')
    .option('--precision <name>', 'of the ONNX file: f32 or int8', 'f32')
    .option('--seed <n>', 'seed of the weights', integer, 1)
    .action(
      withLab(async ({ lab, print }, spaceId: string, name: string, options: ArchOptions) => {
        const { onnx, precision, seed, ...network } = options;
        const input = { spaceId, name, ...defined(network) };
        const detail = await lab.spaces.architecture(input);
        if (onnx !== undefined) await writeOutput(onnx, await lab.spaces.onnx({ ...input, precision, seed }));
        const layers = detail.layers.map(({ name, kind, output, macs, params }) => [
          name,
          kind,
          `${output.channels}×${output.height}×${output.width}`,
          macs,
          params,
        ]);
        const millions = (count: number): string => `${significant(count / 1e6, 5)} M`;
        const text = [
          `${detail.name} (${detail.space}, ${detail.resolution} × ${detail.resolution})`,
          `${millions(detail.macs)} MACs, ${millions(detail.params)} parameters; live: ${millions(detail.liveMacs)} MACs, ${millions(detail.liveParams)} parameters`,
          `${significant(detail.peakActivationBytes / 1e6, 3)} MB of f32 activations at once`,
          textTable(['layer', 'kind', 'output', 'MACs', 'parameters'], layers),
          ...(onnx === undefined ? [] : [`Written: ${onnx} (${precision}, random weights, seed ${seed})`]),
        ];
        print({ ...detail, ...(onnx === undefined ? {} : { onnx }) }, text.join('\n'));
      }),
    );
};
