import { z } from 'zod';
import { accuracyEncodings } from '../core/accuracy/onnx-source.ts';
import { LabError } from '../core/lab-error.ts';

/** The small JSON file beside an ONNX predictor of accuracy that says what it takes and what it tells. */
const mappingSchema = z.strictObject({
  format: z.literal('proxylab-accuracy-predictor'),
  version: z.literal(1),
  space: z.string(),
  encoding: z.enum(accuracyEncodings),
  /** Of the network; default: its only ones. */
  input: z.string().optional(),
  output: z.string().optional(),
  title: z.string().min(1).max(100),
  unit: z.string().max(20).default('%'),
  /** What the output is multiplied by to be in that unit. */
  factor: z.number().default(1),
  meanError: z.number().min(0).nullable().default(null),
  evidence: z.string().max(200).default(''),
});
export type AccuracyMapping = z.output<typeof mappingSchema>;

export const accuracyMappingExample =
  '{"format": "proxylab-accuracy-predictor", "version": 1, "space": "mobilenet-v3", "encoding": "choices", "title": "ImageNet top-1", "unit": "%", "meanError": 0.4, "evidence": "500 networks that it was not trained on"}';

/** Throws `parse-failed` naming the field that is wrong. */
export function readAccuracyMapping(text: string, fileName: string): AccuracyMapping {
  const parsed = mappingSchema.safeParse(parseJson(text, fileName));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`);
  throw refusal(`${fileName} does not describe a predictor: ${issues[0]}.`, issues.join('\n'));
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal(`${fileName} is not JSON.`, cause instanceof Error ? cause.message : String(cause));
  }
}

function refusal(message: string, details: string): LabError {
  return new LabError({ code: 'parse-failed', message, remedy: `Write it like this: ${accuracyMappingExample}`, details });
}
