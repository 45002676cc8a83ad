import type { Quantity } from '../../../preload/contract/table.ts';

/** What a file that was handed to the window is, and what is known of it before the lab reads it. */
export type IncomingFile =
  | { readonly what: 'profile' | 'model' | 'cost-model' | 'network' }
  /** null: the file does not say. */
  | { readonly what: 'table'; readonly spaceId: string | null; readonly quantity: Quantity | null };

/** Formats that name themselves at their beginning; any other JSON is taken for a profile, and the lab says what is wrong with it. */
const named = { 'proxylab-model': 'model', 'proxylab-cost-model': 'cost-model' } as const;

const units: Readonly<Record<string, Quantity>> = {
  ms: 'latency',
  us: 'latency',
  ns: 'latency',
  s: 'latency',
  mJ: 'energy',
  uJ: 'energy',
  J: 'energy',
  '%': 'accuracy',
};

const headBytes = 4096;

export async function incomingFile(file: File): Promise<IncomingFile> {
  if (/\.onnx$/i.test(file.name)) return { what: 'network' };
  const head = await headOf(file);
  if (/\.json$/i.test(file.name) || /^\s*\{/.test(head)) {
    const format = /"format"\s*:\s*"([^"]+)"/.exec(head)?.[1] ?? '';
    return { what: format in named ? named[format as keyof typeof named] : 'profile' };
  }
  const comment = (name: string): string | null => new RegExp(`^#\\s*${name}\\s*:\\s*(.+?)\\s*$`, 'm').exec(head)?.[1] ?? null;
  return { what: 'table', spaceId: comment('space'), quantity: units[comment('unit') ?? ''] ?? null };
}

/** The beginning of a text, also of a gzipped one; what is no text comes out as nonsense. */
async function headOf(file: File): Promise<string> {
  if (!/\.gz$/i.test(file.name)) return file.slice(0, headBytes).text();
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    const { value } = await reader.read();
    return new TextDecoder().decode(value?.subarray(0, headBytes));
  } catch {
    return ''; // the lab says what is wrong with it
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
