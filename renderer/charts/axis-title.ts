/** An axis title in its parts: `MACs, M (stand-in for capacity)` is the name, the unit and a note. */
export interface AxisTitle {
  readonly name: string;
  /** Empty where the title has none. */
  readonly unit: string;
  readonly note: string;
}

/** Splits a title of the form `name, unit (note)`; unit and note may be absent. */
export function parseAxisTitle(title: string): AxisTitle {
  const match = /^(.*?)(?:\s*\(([^()]*)\))?$/.exec(title.trim());
  const body = match?.[1] ?? title;
  const comma = body.lastIndexOf(', ');
  return {
    name: comma < 0 ? body : body.slice(0, comma),
    unit: comma < 0 ? '' : body.slice(comma + 2),
    note: match?.[2] ?? '',
  };
}
