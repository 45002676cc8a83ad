const words: Record<string, string> = {
  none: 'none',
  skip_connect: 'skip',
  avg_pool_3x3: 'pool',
  nor_conv_1x1: '1×1',
  nor_conv_3x3: '3×3',
};

/** An architecture's name for a narrow column: operators of a cell in words, node by node; other notations as they are. */
export function architectureWords(name: string): string {
  if (!name.includes('~')) return name;
  return name
    .split('+')
    .map((node) => [...node.matchAll(/([a-z0-9_]+)~\d/g)].map((match) => words[match[1]!] ?? match[1]).join(' '))
    .join(' · ');
}
