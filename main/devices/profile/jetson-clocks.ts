import { parsePowerMode } from './power-mode.ts';

/** Limits within which a clock moves, and where it stands; null is unknown. */
export interface ClockRange {
  readonly minimumKhz: number | null;
  readonly maximumKhz: number | null;
  readonly currentKhz: number | null;
}

export interface JetsonClocks {
  readonly machine: string | null;
  readonly processors: readonly (ClockRange & {
    readonly processor: number;
    /** Releases from 39 on don't tell. */
    readonly online: boolean | null;
    readonly governor: string | null;
  })[];
  readonly gpu: ClockRange | null;
  /** The memory controller. */
  readonly memory: ClockRange | null;
  readonly powerMode: string | null;
}

/** Reads `jetson_clocks --show` of all releases. Processors are given there in kHz, GPU and memory in Hz. */
export function parseJetsonClocks(text: string): JetsonClocks {
  const lines = text.split('\n').map((line) => line.trim());
  const processors = lines.flatMap((line) => {
    const [, number] = /^cpu(\d{1,3}):/.exec(line) ?? [];
    if (number === undefined) return [];
    const online = fieldOf(line, 'Online');
    const governor = fieldOf(line, 'Governor');
    return [{ processor: Number(number), online: online === null ? null : online === '1', governor, ...rangeOf(line, 1) }];
  });
  const device = (name: string): ClockRange | null => {
    const line = lines.find((candidate) => candidate.startsWith(`${name} MinFreq=`));
    return line === undefined ? null : rangeOf(line, 1000);
  };
  const machine = /\bMachine:([\w ().,+-]{1,200})$/m.exec(text)?.[1]?.trim() ?? null;
  return { machine, processors, gpu: device('GPU'), memory: device('EMC'), powerMode: parsePowerMode(text) };
}

function rangeOf(line: string, perKhz: number): ClockRange {
  const clock = (name: string): number | null => {
    const value = fieldOf(line, name);
    return value !== null && /^[1-9]\d{0,14}$/.test(value) ? Number(value) / perKhz : null;
  };
  return { minimumKhz: clock('MinFreq'), maximumKhz: clock('MaxFreq'), currentKhz: clock('CurrentFreq') };
}

function fieldOf(line: string, name: string): string | null {
  return new RegExp(String.raw`\b${name}=(\S{1,60})`).exec(line)?.[1] ?? null;
}
