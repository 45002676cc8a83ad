import { coreDesign } from './arm-cores.ts';

/** One logical processor as /proc/cpuinfo describes it. */
export interface ProcessorInfo {
  readonly processor: number;
  /** Core design such as `Cortex-A76`; null on x86 and where it is not known. */
  readonly design: string | null;
  readonly clockKhz: number | null;
}

export interface CpuInfo {
  /** Marketing name of the processor or the board's own; null where the kernel tells none. */
  readonly model: string | null;
  readonly processors: readonly ProcessorInfo[];
}

/** Reads /proc/cpuinfo of x86 and ARM kernels. */
export function parseCpuInfo(text: string): CpuInfo {
  const processors: ProcessorInfo[] = [];
  let model: string | null = null;
  let board: string | null = null;
  for (const paragraph of text.split(/\n\s*\n/)) {
    const fields = readFields(paragraph);
    model ??= known(fields.get('model name'));
    board ??= known(fields.get('Model')) ?? known(fields.get('Hardware'));
    const number = fields.get('processor');
    if (number === undefined || !/^\d+$/.test(number)) continue;
    const megahertz = Number.parseFloat(fields.get('cpu MHz') ?? '');
    processors.push({
      processor: Number(number),
      design: coreDesign(fields.get('CPU implementer') ?? '', fields.get('CPU part') ?? ''),
      clockKhz: megahertz > 0 ? Math.round(megahertz * 1000) : null,
    });
  }
  return { model: model ?? board ?? designs(processors), processors };
}

function readFields(paragraph: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of paragraph.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return fields;
}

function known(text: string | undefined): string | null {
  const clean = text?.replace(/\s+/g, ' ').trim();
  return clean === undefined || clean === '' || clean.toLowerCase() === 'unknown' ? null : clean;
}

/** `4 × Cortex-A76 + 4 × Cortex-A55`: the best name where the kernel gives no other. */
function designs(processors: readonly ProcessorInfo[]): string | null {
  const counts = new Map<string, number>();
  for (const { design } of processors) if (design !== null) counts.set(design, (counts.get(design) ?? 0) + 1);
  const names = [...counts].map(([design, count]) => `${count} × ${design}`);
  return names.length === 0 ? null : names.join(' + ');
}
