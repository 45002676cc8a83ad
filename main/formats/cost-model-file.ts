import { z } from 'zod';
import type { CostModel } from '../core/cost-model/cost-model.ts';
import { loadCostModel } from '../core/cost-model/load-cost-model.ts';
import { LabError } from '../core/lab-error.ts';

/** A fitted cost model with what it was fitted to. */
export interface CostModelFile {
  readonly name: string;
  /** The table whose devices it was trained on. */
  readonly table: string;
  /** How the table's networks are named. */
  readonly spaceId: string;
  /** Names of the devices that it was fitted to. */
  readonly trainingDevices: readonly string[];
  readonly model: CostModel;
  /** The simpler rival on the same signature. */
  readonly scalar: CostModel;
}

const formatName = 'proxylab-cost-model';
const formatVersion = 1;

const modelJson = z.looseObject({ kind: z.string(), version: z.int() });

const costModelFileSchema = z.object({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  name: z.string().min(1).max(100),
  table: z.string(),
  spaceId: z.string(),
  trainingDevices: z.array(z.string()).min(1),
  model: modelJson,
  scalar: modelJson,
});

export function writeCostModelFile(file: CostModelFile): string {
  return `${JSON.stringify({ format: formatName, version: formatVersion, ...file })}\n`;
}

/** Throws `parse-failed` naming the field that is wrong. */
export function readCostModelFile(text: string): CostModelFile {
  const parsed = costModelFileSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`);
    throw refusal('This is not a cost model of this version of ProxyLab.', issues.join('\n'));
  }
  const { format: _format, version: _version, ...about } = parsed.data;
  const [model, scalar] = [loadCostModel(about.model), loadCostModel(about.scalar)];
  if (model.signature.length !== scalar.signature.length || model.signature.some((id, place) => id !== scalar.signature[place]))
    throw refusal('This cost model and its baseline do not have the same signature set.', 'scalar.signature');
  return { ...about, model, scalar };
}

/** Whether a text is meant as a cost model, sound or not. */
export function meansCostModel(text: string): boolean {
  return text.slice(0, 200).includes(`"${formatName}"`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal('This is not a cost model: it is not JSON.', cause instanceof Error ? cause.message : String(cause));
  }
}

function refusal(message: string, details: string): LabError {
  return new LabError({ code: 'parse-failed', message, remedy: 'Choose a file that this lab wrote as a cost model.', details });
}
