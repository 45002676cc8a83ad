/** A figure that was measured, what stands beside it, and what it should be. */
export interface Figure {
  /** What was measured, such as `K = 20, mean SRCC`. */
  readonly name: string;
  readonly value: number | null;
  /** How it is printed: .951 or 5.2 %. */
  readonly unit: 'score' | 'percent';
  /** Other methods on the same samples. */
  readonly beside: Readonly<Record<string, number | null>>;
  /** What others have come to. */
  readonly published: Readonly<Record<string, number>>;
  readonly goal: Goal | null;
  /** In what it differs from what is published. */
  readonly note?: string;
}

export interface Goal {
  /** `about`: a published procedure should come to what is published of it, within a hundredth. */
  readonly bound: 'at least' | 'at most' | 'about';
  readonly value: number;
  /** Why it is this. */
  readonly source: string;
}

/** What one section of the comparison has come to. */
export interface SectionResult {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly figures: readonly Figure[];
  /** Why it was not carried out; null where it was. */
  readonly skipped: string | null;
}

export function atLeast(value: number, source: string): Goal {
  return { bound: 'at least', value, source };
}

const reproduction = 0.01;

/** Whether a figure meets its goal, with the digits that are printed; null where it has none. */
export function meetsGoal({ value, goal }: Pick<Figure, 'value' | 'goal'>): boolean | null {
  if (goal === null) return null;
  if (value === null) return false;
  const difference = (Math.round(1000 * value) - Math.round(1000 * goal.value)) / 1000;
  switch (goal.bound) {
    case 'at least':
      return difference >= -1e-9;
    case 'at most':
      return difference <= 1e-9;
    case 'about':
      return Math.abs(difference) <= reproduction + 1e-9;
  }
}
