import { z } from 'zod';
import { procedure } from './base.ts';
import { precision } from './device.ts';
import { costModelMethod } from './evaluation.ts';
import { job } from './job.ts';
import { latencyTableChoice, signatureMethod } from './signature.ts';
import { networkSource } from './space.ts';
import { tableFile } from './table.ts';

const score = z.number().nullable();

/** How predictions agree with measurements; null where a figure is not defined. Shares and `mape` are fractions. */
export const costModelScores = z.object({
  /** Over all measurements of all devices together. */
  r2: score,
  rmseMs: z.number(),
  mape: z.number(),
  /** Means over the devices. */
  r2PerDevice: score,
  spearmanPerDevice: score,
  /** Share of the measurements within the 90 % intervals; null where the model states none. */
  coverage: score,
});
export type CostModelScores = z.infer<typeof costModelScores>;

const bothScores = z.object({ model: costModelScores, scalar: costModelScores });

export const costModelSummary = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  /** Why it is of this kind, where that was left to the lab. */
  reason: z.string().nullable(),
  table: z.string(),
  spaceId: z.string(),
  /** Devices that it was fitted to. */
  trainingDevices: z.int(),
  /** Networks that it was fitted to, of a large table a random part, and all that the table has. */
  networks: z.int(),
  tableNetworks: z.int(),
  /** What to measure on a new device, the most telling first. */
  signature: z.array(z.string()),
  /** null: it came with a file. */
  select: signatureMethod.nullable(),
  /** On devices that were left out, a fold at a time, together with the others of their group; null: nothing could be left out. */
  heldOut: bothScores.extend({ devices: z.int(), folds: z.int() }).nullable(),
  createdAtMs: z.number(),
});
export type CostModelSummary = z.infer<typeof costModelSummary>;

/** Scores over folds of devices for one size of the signature: the mean, and the lowest and highest of the folds. */
const curvePoint = z.object({
  size: z.int(),
  model: z.object({ mape: z.array(z.number()), r2: z.array(z.number()) }),
  scalar: z.object({ mape: z.array(z.number()), r2: z.array(z.number()) }),
});

/** How a device stands to a model: what is predicted on it comes from models fitted without it; it is new; or the model was fitted to it. */
const deviceRelation = z.enum(['left-out', 'new', 'trained-on']);

export const costModelDetail = costModelSummary.extend({
  /** By size of the signature, a value a fold; empty where nothing could be left out. */
  curve: z.array(curvePoint),
  /** The columns of the table as it is now; empty where the table is gone. */
  devices: z.array(
    z.object({
      name: z.string(),
      measured: z.int(),
      relation: deviceRelation,
    }),
  ),
});
export type CostModelDetail = z.infer<typeof costModelDetail>;

/** A prediction with the simpler rival's beside. Without `low` and `high` the model cannot tell how sure it is. */
const prediction = z.object({
  network: z.string(),
  latencyMs: z.number(),
  /** Between these, 90 % of measurements are expected. */
  lowMs: z.number().nullable(),
  highMs: z.number().nullable(),
  scalarMs: z.number(),
});

export const devicePredictions = z.object({
  modelId: z.string(),
  table: z.string(),
  device: z.string(),
  /** Level of the intervals, a fraction. */
  level: z.number(),
  /** Devices that the models behind these predictions were fitted to. */
  trainingDevices: z.int(),
  relation: deviceRelation,
  /** The networks whose latencies on this device the predictions rest on. */
  signature: z.array(z.object({ network: z.string(), measuredMs: z.number().nullable() })),
  /** All others that have layers, the fastest first; empty while nothing of the signature is measured. */
  networks: z.array(prediction.extend({ measuredMs: z.number().nullable() })),
  /** On what is measured beside the signature; null where nothing is, and where the model was fitted to it: that would be no test. */
  scores: bothScores.extend({ networks: z.int() }).nullable(),
  /** How the column was measured, where a device of this lab did; null: imported. */
  conditions: z
    .object({ deviceId: z.string(), precision, threads: z.int(), affinity: z.array(z.int()), resolution: z.int().nullable() })
    .nullable(),
});
export type DevicePredictions = z.infer<typeof devicePredictions>;

export const costPrediction = z.object({
  level: z.number(),
  /** Signature networks that were measured on the device, of all. */
  signatureMeasured: z.int(),
  predictions: z.array(prediction.extend({ fileName: z.string().nullable() })),
});
export type CostPrediction = z.infer<typeof costPrediction>;

const modelInput = z.object({ modelId: z.string().min(1) });

export const costModelFitRequest = z.object({
  table: z.string().min(1),
  signatureSize: z.int().min(1).max(1000).default(10),
  select: signatureMethod.default('greedy'),
  method: costModelMethod.default('auto'),
  /** CSV `device,group`: devices of a group are left out together; default: columns of one device, and names that differ in a last number. */
  groups: tableFile.optional(),
  /** Other sizes of the signature to check; default: 1, 3, 5, 10 and 20. */
  sizes: z.array(z.int().min(1).max(1000)).max(12).default([1, 3, 5, 10, 20]),
  seed: z.int().default(1),
  name: z.string().min(1).max(100).optional(),
  /** Threads; default: one a processor. The result does not depend on it. */
  workers: z.int().min(1).max(64).optional(),
});
export type CostModelFitRequest = z.input<typeof costModelFitRequest>;

/** Latency of any network on a device of which only a signature set is measured (Ganesan et al., IISWC 2020). */
export const costModels = {
  list: procedure.output(z.array(costModelSummary)),
  /** Fits a model to a latency table of the lab and checks it on devices left out; the job's `result` is the model's id. */
  fit: procedure.input(costModelFitRequest).output(job),
  get: procedure.input(modelInput).output(costModelDetail),
  /** Every network of the table on one of its devices. */
  device: procedure.input(modelInput.extend({ device: z.string().min(1) })).output(devicePredictions),
  /** Any networks on a device whose signature latencies stand in a table: by name, or from ONNX files. */
  predict: procedure
    .input(
      modelInput.extend({
        /** Default: the model's own table. */
        latencies: latencyTableChoice.optional(),
        device: z.string().min(1),
        networks: z.array(z.string()).max(100_000).default([]),
        files: z.array(networkSource).max(1000).default([]),
      }),
    )
    .output(costPrediction),
  /** The model as versioned JSON. */
  export: procedure.input(modelInput).output(z.instanceof(Blob)),
  /** Reads a file that `export` wrote. */
  import: procedure.input(z.object({ content: z.string() })).output(costModelSummary),
  remove: procedure.input(modelInput).output(z.object({})),
};
