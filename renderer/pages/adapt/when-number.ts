/** For a number field: null while what stands there is no number. */
export function whenNumber(set: (value: number | null) => void): (value: number | string) => void {
  return (value) => set(typeof value === 'number' ? value : null);
}
