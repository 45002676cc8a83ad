import { foldersOf, type KernelFiles } from './kernel-files.ts';
import type { RailPower } from './tegrastats.ts';

/** A rail of an INA3221 monitor, and the kernel's files in which its voltage (mV) and current (mA) stand. */
export interface PowerRail {
  readonly name: string;
  readonly voltageFile: string;
  readonly currentFile: string;
}

/** Rails of the INA3221 monitors; a channel without a label is not connected, and `sum of shunt voltages` is none. */
export function findPowerRails(files: KernelFiles): readonly PowerRail[] {
  const monitors = foldersOf(files, /^\/sys\/class\/hwmon\/hwmon\d+(?=\/)/).filter(
    (folder) => files.get(`${folder}/name`)?.trim() === 'ina3221',
  );
  return monitors.flatMap((folder) =>
    [1, 2, 3].flatMap((channel) => {
      const name = files.get(`${folder}/in${channel}_label`)?.trim() ?? '';
      const [voltageFile, currentFile] = [`${folder}/in${channel}_input`, `${folder}/curr${channel}_input`];
      const isConnected = /^\w{1,60}$/.test(name) && name !== 'NC' && files.has(voltageFile) && files.has(currentFile);
      return isConnected ? [{ name, voltageFile, currentFile }] : [];
    }),
  );
}

const wholeBoard = /^(?:VDD_IN|POM_5V_IN|VDD_5V_IN)$/i;

/** Of all rails those that add up to what the whole board draws: the one at its input where there is one. */
export function inputRails<Rail extends { readonly name: string }>(rails: readonly Rail[]): readonly Rail[] {
  const input = rails.find(({ name }) => wholeBoard.test(name));
  return input === undefined ? rails : [input];
}

/** Present power of every rail that can be read. */
export function railPowers(files: KernelFiles): readonly RailPower[] {
  return findPowerRails(files).flatMap(({ name, voltageFile, currentFile }) => {
    const [voltageMv, currentMa] = [valueOf(files.get(voltageFile)), valueOf(files.get(currentFile))];
    return voltageMv === null || currentMa === null ? [] : [{ name, powerMw: (voltageMv * currentMa) / 1000 }];
  });
}

function valueOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}\s*$/.test(text) ? Number(text) : null;
}
