import { z } from 'zod';
import { procedure } from './base.ts';

const interval = z.object({ low: z.number(), high: z.number() });

export const pairAdvice = z.object({
  a: z.string(),
  b: z.string(),
  srcc: z.number().nullable(),
  /** 95 % bootstrap interval. */
  interval: interval.nullable(),
  architectures: z.int(),
  /** `reuse` when SRCC ≥ 0.9, `unsure` when the interval crosses 0.9, else `adapt`; `unknown` without enough common architectures. */
  advice: z.enum(['reuse', 'unsure', 'adapt', 'unknown']),
});
export type PairAdvice = z.infer<typeof pairAdvice>;

export const monotonicityMatrix = z.object({
  table: z.string(),
  spaceId: z.string(),
  devices: z.array(z.string()),
  architectures: z.int(),
  /** [devices][devices]; null where fewer than 3 architectures are common or one side is constant. */
  srcc: z.array(z.array(z.number().nullable())),
  low: z.array(z.array(z.number().nullable())),
  high: z.array(z.array(z.number().nullable())),
  pairs: z.array(pairAdvice),
  mean: z.number().nullable(),
  lowest: z.number().nullable(),
  /** Order of the devices that puts alike ones side by side. */
  clusteredOrder: z.array(z.int()),
  /** Average-linkage tree: each step joins two nodes (0 … n−1 leaves, n+i the i-th step) at a distance 1 − SRCC. */
  tree: z.array(z.object({ left: z.int(), right: z.int(), distance: z.number() })),
});
export type MonotonicityMatrix = z.infer<typeof monotonicityMatrix>;

export const monotonicityPair = pairAdvice.extend({
  names: z.array(z.string()),
  latencyA: z.array(z.number()),
  latencyB: z.array(z.number()),
  rankA: z.array(z.number()),
  rankB: z.array(z.number()),
});
export type MonotonicityPair = z.infer<typeof monotonicityPair>;

export const monotonicity = {
  matrix: procedure
    .input(
      z.object({
        table: z.string().min(1),
        devices: z.array(z.string()).optional(),
        resamples: z.int().min(0).max(10_000).default(1000),
        seed: z.int().default(1),
      }),
    )
    .output(monotonicityMatrix),
  pair: procedure.input(z.object({ table: z.string().min(1), a: z.string(), b: z.string() })).output(monotonicityPair),
};
