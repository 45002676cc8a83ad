/** Reads the kernel's list form, for example `0-3,8` → [0, 1, 2, 3, 8]; anything that is not such a list gives []. */
export function parseProcessorList(text: string): readonly number[] {
  const processors: number[] = [];
  for (const part of text.trim().split(/[,\s]+/)) {
    const range = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part);
    if (!range) return [];
    const first = Number(range[1]);
    const last = Number(range[2] ?? first);
    if (last < first) return [];
    for (let processor = first; processor <= last; processor++) processors.push(processor);
  }
  return processors;
}

/** The shortest list form: [0, 1, 2, 3, 8] → `0-3,8`. Expects rising numbers. */
export function formatProcessorList(processors: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const processor of processors) {
    const open = ranges.at(-1);
    if (open && open[1] + 1 === processor) open[1] = processor;
    else ranges.push([processor, processor]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}
