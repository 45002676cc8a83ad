const colours: Record<number, string> = { 3: 'var(--cat-1)', 5: 'var(--cat-3)', 7: 'var(--cat-4)' };

/** CSS colour of blocks with a kernel of that side, the same in every drawing. */
export function kernelColour(kernel: number): string {
  return colours[kernel] ?? 'var(--baseline)';
}
