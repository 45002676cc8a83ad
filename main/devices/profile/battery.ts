/** What `dumpsys battery` tells; null is unknown. */
export interface Battery {
  /** 0 … 1. */
  readonly level: number | null;
  readonly tempC: number | null;
  /** Whether a cable or a pad feeds the phone. */
  readonly isPowered: boolean | null;
}

/** Reads `dumpsys battery`; vendors add lines of their own, which are passed over. */
export function parseBattery(text: string): Battery {
  const field = (name: string): string | null => new RegExp(String.raw`^\s*${name}: *(\S+)\s*$`, 'm').exec(text)?.[1] ?? null;
  const number = (name: string): number | null => {
    const value = field(name);
    return value !== null && /^-?\d{1,9}$/.test(value) ? Number(value) : null;
  };
  const [level, scale, tenths] = [number('level'), number('scale') ?? 100, number('temperature')];
  const sources = ['AC powered', 'USB powered', 'Wireless powered', 'Dock powered'].map(field).filter((value) => value !== null);
  return {
    level: level === null || scale <= 0 || level < 0 || level > scale ? null : level / scale,
    // 0 is what phones without the sensor say.
    tempC: tenths === null || tenths === 0 || tenths < -400 || tenths > 1500 ? null : tenths / 10,
    isPowered: sources.length === 0 ? null : sources.includes('true'),
  };
}
