import { z } from 'zod';
import { type HeldOutScores, heldOutScores } from '../../preload/contract/model.ts';
import { type Quantity, quantity } from '../../preload/contract/table.ts';
import { LabError } from '../core/lab-error.ts';
import { encodingForms } from '../core/spaces/search-space.ts';
import type { PredictorJson } from '../core/predictors/predictor.ts';

/** What a predictor sees of an architecture: a form of the space's encoding, or its descriptors. */
export const modelEncodings = [...encodingForms, 'descriptors'] as const;
export type ModelEncoding = (typeof modelEncodings)[number];

/** A fitted predictor with all that is needed to use it elsewhere. */
export interface ModelFile {
  readonly name: string;
  readonly spaceId: string;
  readonly encoding: ModelEncoding;
  /** Form of the networks that descriptors are of; null: the space's usual one. */
  readonly variant: string | null;
  readonly objective: Quantity;
  readonly unit: string;
  readonly table: string;
  readonly target: string;
  readonly proxy: string | null;
  readonly trainedOn: number;
  readonly heldOut: HeldOutScores | null;
  readonly predictor: PredictorJson;
}

const formatName = 'proxylab-model';
const formatVersion = 1;

const modelFileSchema = z.object({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  name: z.string().min(1).max(100),
  spaceId: z.string(),
  encoding: z.enum(modelEncodings),
  variant: z.string().nullable().default(null),
  objective: quantity,
  unit: z.string(),
  table: z.string(),
  target: z.string(),
  proxy: z.string().nullable(),
  trainedOn: z.int().min(0),
  heldOut: heldOutScores.nullable().default(null),
  predictor: z.looseObject({ kind: z.string(), version: z.int() }),
});

export function writeModelFile(model: ModelFile): string {
  return `${JSON.stringify({ format: formatName, version: formatVersion, ...model }, null, 1)}\n`;
}

/** Throws `parse-failed` naming the field that is wrong. */
export function readModelFile(text: string): ModelFile {
  const parsed = modelFileSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`);
  throw refusal('This is not a model file of this version of ProxyLab.', issues.join('\n'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal('This is not a model file: it is not JSON.', cause instanceof Error ? cause.message : String(cause));
  }
}

function refusal(message: string, details: string): LabError {
  return new LabError({ code: 'parse-failed', message, remedy: 'Choose a file that `proxylab train` or `proxylab adapt` wrote.', details });
}
