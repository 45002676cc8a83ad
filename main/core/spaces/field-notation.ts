import { invalidInput } from '../lab-error.ts';
import type { Architecture, Gene } from './search-space.ts';

export interface FieldNotation {
  /** First field, for example `mbv3`. */
  readonly prefix: string;
  /** Title of the space, for messages. */
  readonly title: string;
  readonly genes: readonly Gene[];
  /** How many genes stand in each field, in order. */
  readonly fields: readonly number[];
  readonly example: string;
  /** What stands in a name for a choice: the value itself (default), or its index among the gene's values. */
  readonly spelling?: 'value' | 'index';
}

/** Names of the form `prefix:v:v-v-v:…`: the genes' values (or their indices) in order, joined by `-` within a field and `:` between fields. */
export function fieldNotation(notation: FieldNotation): { parse(name: string): Architecture; print(architecture: Architecture): string } {
  const { prefix, title, genes, fields, spelling = 'value' } = notation;
  const spell = (gene: Gene, index: number): string => (spelling === 'index' ? String(index) : String(gene.values[index]));
  const starts = fields.map((_, field) => fields.slice(0, field).reduce((sum, length) => sum + length, 0));

  function parse(name: string): Architecture {
    const refuse = (problem: string): never => {
      throw invalidInput(`This is not an architecture of ${title}: ${problem}.`, `Write it like ${notation.example}`, name);
    };
    const [first, ...texts] = name.trim().split(':');
    if (first !== prefix) refuse(`it does not start with “${prefix}:”`);
    if (texts.length !== fields.length) refuse(`it has ${texts.length} of ${fields.length} fields after “${prefix}”`);
    return texts.flatMap((text, field) => {
      const values = text.split('-');
      if (values.length !== fields[field]) refuse(`field ${field + 1} has ${values.length} of ${fields[field]} values`);
      return values.map((value, position) => {
        const gene = genes[starts[field]! + position]!;
        const index = gene.values.findIndex((_, choice) => spell(gene, choice) === value);
        if (index < 0) refuse(`${gene.name} is “${value}”, allowed are ${gene.values.map((_, choice) => spell(gene, choice)).join(', ')}`);
        return index;
      });
    });
  }

  function print(architecture: Architecture): string {
    const values = genes.map((gene, index) => spell(gene, architecture[index]!));
    return [prefix, ...fields.map((length, field) => values.slice(starts[field], starts[field]! + length).join('-'))].join(':');
  }

  return { parse, print };
}
