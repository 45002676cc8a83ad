/** Reads `nvpmodel -q`: `NV Power Mode: 25W` → `25W`; null where it tells none. */
export function parsePowerMode(text: string): string | null {
  return /^NV Power Mode: ?([\w.+-]{1,60})\s*$/m.exec(text)?.[1] ?? null;
}
