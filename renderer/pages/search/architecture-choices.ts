import type { SpaceSummary } from '../../../preload/contract/space.ts';

/** The chosen values that an architecture's name spells out, in the order of its space's genes; empty for a notation without them. */
export function architectureChoices(name: string, genes: SpaceSummary['genes'] = []): (string | number)[] {
  if (name.includes('~')) return [...name.matchAll(/([a-z0-9_]+)~\d/g)].map((match) => match[1] ?? '');
  if (name.startsWith('random:')) return []; // a seed, which says nothing by itself
  const fields = name.slice(name.indexOf(':') + 1).split(/[:-]/);
  if (name.startsWith('fbnet:')) return fields.map((digit, place) => genes[place]?.values[Number(digit)] ?? digit);
  return fields.map((field) => (/^\d+(\.\d+)?$/.test(field) ? Number(field) : field));
}
