/** The board's name as its device tree has it: text that ends in a NUL; null where it is not text. */
export function parseDeviceTreeModel(text: string): string | null {
  const model = text.split('\0', 1)[0]?.replaceAll(/\s+/g, ' ').trim() ?? '';
  return model !== '' && model.length <= 200 && !/\p{Cc}|\uFFFD/u.test(model) ? model : null;
}
