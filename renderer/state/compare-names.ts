/** Made when it is first asked: languages' rules take their time to load. */
let collator: Intl.Collator | undefined;

/** Order of names as people count: phone 2 before phone 10, whatever the case. */
export function compareNames(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return collator.compare(a, b);
}
