/** Properties of an Android system by name, as `getprop` prints them: `[ro.product.model]: [Pixel 8]`. Empty ones are left out. */
export function parseAndroidProperties(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  // Values may have line ends in them.
  for (const [, name, value] of text.matchAll(/^\[([^\]\n]+)\]: \[([^]*?)\]\r?$/gm)) {
    const clean = value!.trim();
    if (clean !== '' && clean.toLowerCase() !== 'unknown') properties.set(name!, clean);
  }
  return properties;
}
