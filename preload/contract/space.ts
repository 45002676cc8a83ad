import { z } from 'zod';
import { procedure } from './base.ts';
import { precision } from './device.ts';

export const spaceSummary = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  size: z.number(),
  genes: z.array(z.object({ name: z.string(), values: z.array(z.union([z.string(), z.number()])) })),
  variants: z.array(z.string()),
});
export type SpaceSummary = z.infer<typeof spaceSummary>;

export const networkOptions = z.object({
  resolution: z.int().min(8).max(2048).optional(),
  width: z.number().min(0.1).max(4).optional(),
  variant: z.string().optional(),
  classes: z.int().min(1).max(100_000).optional(),
});

const layer = z.object({
  name: z.string(),
  kind: z.string(),
  stage: z.string(),
  output: z.object({ channels: z.int(), height: z.int(), width: z.int() }),
  macs: z.number(),
  params: z.number(),
});

/** An architecture as a network: what `proxylab arch` prints. */
export const architecture = z.object({
  space: z.string(),
  name: z.string(),
  /** The name of the representative of all architectures that the space's literature counts as one. */
  canonical: z.string(),
  /** Chosen value of each gene, in the order of the space's genes. */
  choices: z.array(z.union([z.string(), z.number()])),
  resolution: z.int(),
  /** Multiply-accumulates of convolutions and fully connected layers, dead parts counted as benchmarks do. */
  macs: z.number(),
  params: z.number(),
  /** The same without the parts that reach no output: what really runs. */
  liveMacs: z.number(),
  liveParams: z.number(),
  /** The most bytes of f32 activations held at once when layers run one by one. */
  peakActivationBytes: z.int(),
  layers: z.array(layer),
});
export type ArchitectureDetail = z.infer<typeof architecture>;

/** A network from somebody's own ONNX file. Parameters are those that stand in the file. */
export const customNetwork = architecture.extend({
  fileName: z.string(),
  fileBytes: z.int(),
  /** SHA-256 of the file in hexadecimal. */
  hash: z.string(),
  /** What wrote the file, as it says itself. */
  producer: z.string(),
  operatorSet: z.int(),
  precision,
  /** How many nodes were taken into a neighbour (normalisations, biases, gates, sums) or described as something else (padding, a softmax at the end). */
  folded: z.object({
    batchNormalisations: z.int(),
    biases: z.int(),
    gates: z.int(),
    sums: z.int(),
    paddings: z.int(),
    softmax: z.int(),
  }),
});
export type CustomNetwork = z.infer<typeof customNetwork>;

/** A file of this machine, or its content. */
export const networkSource = z.union([z.object({ path: z.string() }), z.object({ fileName: z.string(), content: z.instanceof(Blob) })]);

/** A space and an architecture's name in it, or `reference` and the name of a published network. */
const architectureInput = networkOptions.extend({ spaceId: z.string(), name: z.string() });

export const spaces = {
  list: procedure.output(z.array(spaceSummary)),
  sample: procedure
    .input(z.object({ spaceId: z.string(), samples: z.int().min(1).max(1_000_000), seed: z.int().default(1) }))
    .output(z.object({ architectures: z.array(z.string()) })),
  architecture: procedure.input(architectureInput).output(architecture),
  /** Reads an ONNX file: a convolutional network of one image and one output, f32 or int8 in quantise–dequantise form. */
  custom: procedure.input(z.object({ source: networkSource })).output(customNetwork),
  /** The ONNX file of an architecture with seeded random weights. */
  onnx: procedure
    .input(architectureInput.extend({ precision: precision.default('f32'), seed: z.int().default(1) }))
    .output(z.instanceof(Blob)),
};
