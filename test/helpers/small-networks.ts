import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetworkBuilder } from '../../main/core/network/network-builder.ts';
import { writeOnnx } from '../../main/core/network/onnx/write-onnx.ts';

/** Writes ONNX files of networks so small that a runner under qemu spends its time on starting, not on them. Returns their paths. */
export function writeSmallNetworks(folder: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const builder = new NetworkBuilder(`small ${index}`, { channels: 3, height: 8, width: 8 });
    const features = builder.convolution(builder.input, { outChannels: 4 + index, kernel: 3, activation: 'relu' });
    builder.fullyConnected(builder.globalAveragePool(features), 10);
    const path = join(folder, `small-${index}.onnx`);
    writeFileSync(path, writeOnnx(builder.build(), { precision: 'f32', seed: index }));
    return path;
  });
}
