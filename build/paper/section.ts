import type { Figure } from './figure.ts';
import type { PaperLab } from './paper-lab.ts';

/** A part of the comparison that can be carried out alone. */
export interface PaperSection {
  /** By which `--only` names it. */
  readonly id: string;
  readonly title: string;
  /** The protocol, and where it is published. */
  readonly about: string;
  /** Files of the data folder without which it cannot be carried out. */
  readonly files: readonly string[];
  measure(lab: PaperLab): Promise<Figure[]>;
}
