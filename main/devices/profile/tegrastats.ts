import type { Temperature } from '../../core/measurement/processor-temperature.ts';

/** Power that one rail carries. */
export interface RailPower {
  readonly name: string;
  readonly powerMw: number;
}

/** One line of tegrastats; null is unknown. */
export interface Tegrastats {
  readonly memory: { readonly usedBytes: number; readonly totalBytes: number } | null;
  /** In the order of their numbers; null: switched off. A clock is null where the line has none. */
  readonly processors: readonly ({ readonly load: number; readonly clockKhz: number | null } | null)[];
  /** Share of time that the GPU was busy, 0 … 1. */
  readonly gpuLoad: number | null;
  readonly temperatures: readonly Temperature[];
  /** The present power of every rail that is connected. */
  readonly rails: readonly RailPower[];
}

const mebibyte = 1024 * 1024;

/** Reads a line of tegrastats of any release: with and without time, swap, maxima, clocks of the GPU; processors in either form. */
export function parseTegrastats(line: string): Tegrastats {
  const [, used, total] = /\bRAM (\d{1,9})\/(\d{1,9})MB/.exec(line) ?? [];
  const [, gpuLoad] = /\bGR3D(?:_FREQ)? (\d{1,3})%/.exec(line) ?? [];
  return {
    memory: total === undefined ? null : { usedBytes: Number(used) * mebibyte, totalBytes: Number(total) * mebibyte },
    processors: processorsOf(line),
    gpuLoad: gpuLoad === undefined ? null : Math.min(1, Number(gpuLoad) / 100),
    temperatures: temperaturesOf(line),
    rails: railsOf(line),
  };
}

/** `CPU [2%@729,off]`, or on old releases `cpu [17%,off]@1734` with one clock for all. */
function processorsOf(line: string): Tegrastats['processors'] {
  const [, list = '', sharedMhz] = /\bcpu \[([\d%@,of]{1,2000})\](?:@(\d{1,6}))?/i.exec(line) ?? [];
  return list === '' ? [] : list.split(',').map((entry) => processorOf(entry, sharedMhz));
}

function processorOf(entry: string, sharedMhz: string | undefined): Tegrastats['processors'][number] {
  const [, load, ownMhz] = /^(\d{1,3})%(?:@(\d{1,6}))?$/.exec(entry) ?? [];
  if (load === undefined) return null;
  const megahertz = Number(ownMhz ?? sharedMhz ?? 0);
  return { load: Math.min(1, Number(load) / 100), clockKhz: megahertz > 0 ? megahertz * 1000 : null };
}

/** `cpu@45.8C` or `cpu@45.8C/46.1C`; a sensor that is powered down says -256. */
function temperaturesOf(line: string): readonly Temperature[] {
  return [...line.matchAll(/(?<=^|\s)([A-Za-z]\w{0,40})@(-?\d{1,4}(?:\.\d{1,6})?)C(?=[\s/]|$)/g)].flatMap(([, name, text]) => {
    const tempC = Number(text);
    return name !== undefined && tempC >= 1 && tempC < 150 ? [{ name, tempC }] : [];
  });
}

/** `VDD_IN 3582mW/3582mW`, since release 39 with the maximum, on old releases without the unit; `NC` is not connected. */
function railsOf(line: string): readonly RailPower[] {
  const form = /(?<=\s)((?:VDD|VIN|POM|SYS|CV|GPU|SOC|CPU|NC)\w{0,40}) (\d{1,7})(?:mW)?\/\d{1,7}(?:mW)?(?:\/\d{1,7}(?:mW)?)?(?=\s|$)/g;
  return [...line.matchAll(form)].flatMap(([, name, power]) =>
    name === undefined || name === 'NC' ? [] : [{ name, powerMw: Number(power) }],
  );
}
