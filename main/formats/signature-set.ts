import { z } from 'zod';
import { brand, type ArchitectureName, type SpaceId } from '../core/brand.ts';
import { invalidInput, isLabError, LabError } from '../core/lab-error.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import { readBytes, type TextSource } from './text-source.ts';

/** The few networks of a space that every device is profiled by. */
export interface SignatureSetFile {
  /** The same wherever the same networks are meant. */
  readonly id: string;
  readonly spaceId: SpaceId;
  /** How they were chosen, for a person. */
  readonly method: string;
  /** The most telling first. */
  readonly networks: readonly ArchitectureName[];
}

const formatName = 'proxylab-signature-set';
const formatVersion = 1;
const mostBytes = 4 * 2 ** 20;
const mostNetworks = 1000;

const signatureSetSchema = z.object({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  id: z.string().min(1).max(100),
  spaceId: z.string(),
  method: z.string().max(1000),
  networks: z.array(z.string().max(1000)).min(1).max(mostNetworks),
});

export function writeSignatureSet(set: SignatureSetFile): string {
  return `${JSON.stringify({ format: formatName, version: formatVersion, ...set }, null, 2)}\n`;
}

/** Reads a set and checks its networks. Throws `parse-failed` naming the field that is wrong, `not-found` for an unknown space. */
export async function readSignatureSet(source: TextSource): Promise<SignatureSetFile> {
  const text = Buffer.from(await readBytes(source, mostBytes)).toString();
  const parsed = signatureSetSchema.safeParse(parseJson(text, source.name));
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`);
    throw refusal(`${source.name} is not a signature set of this version of ProxyLab.`, issues.join('\n'));
  }
  const { id, method, spaceId, networks } = parsed.data;
  const space = findSpace(spaceId);
  const names = networks.map((name, place) => {
    try {
      return space.print(space.parse(name));
    } catch (error) {
      throw isLabError(error) ? invalidInput(`${source.name}, networks.${place}: ${error.message}`, error.remedy, name) : error;
    }
  });
  if (new Set(names).size < names.length) throw refusal(`${source.name} has a network twice.`, 'networks');
  return { id, spaceId: brand(space.id), method, networks: names };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal(`${file} is not a signature set: it is not JSON.`, cause instanceof Error ? cause.message : String(cause));
  }
}

function refusal(message: string, details: string): LabError {
  const remedy = 'Give a file such as resources/signatures has, or a list of names with --archs and --space.';
  return new LabError({ code: 'parse-failed', message, remedy, details });
}
