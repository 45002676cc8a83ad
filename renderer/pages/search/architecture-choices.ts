/** The chosen values that an architecture's name spells out, in the order of its space's genes; empty for a notation without them. */
export function architectureChoices(name: string): (string | number)[] {
  if (name.includes('~')) return [...name.matchAll(/([a-z0-9_]+)~\d/g)].map((match) => match[1] ?? '');
  const fields = name.slice(name.indexOf(':') + 1).split(/[:-]/);
  return fields.map((field) => (/^\d+(\.\d+)?$/.test(field) ? Number(field) : field));
}
