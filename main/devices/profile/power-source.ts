import { foldersOf, type KernelFiles } from './kernel-files.ts';
import { findPowerRails, inputRails } from './power-rails.ts';

/** What measures the power of a device: the sum over pairs of files of their product, divided, is the power in mW. */
export interface PowerSource {
  /** For example `INA3221 VDD_IN`. */
  readonly name: string;
  readonly pairs: readonly (readonly [voltageFile: string, currentFile: string])[];
  readonly divisor: number;
}

/** Patterns of the files that `findPowerSource` looks at. */
export const powerSourceFiles = [
  ...['name', 'in?_label', 'in?_input', 'curr?_input'].map((name) => `/sys/class/hwmon/hwmon*/${name}`),
  ...['status', 'voltage_now', 'current_now'].map((name) => `/sys/class/power_supply/*/${name}`),
];

/** Power monitors of a board, else the gauge of a battery that is being discharged: on a charger it says nothing of what is drawn. */
export function findPowerSource(files: KernelFiles): PowerSource | null {
  const rails = inputRails(findPowerRails(files));
  if (rails.length > 0) {
    const pairs = rails.map(({ voltageFile, currentFile }) => [voltageFile, currentFile] as const);
    return { name: `INA3221 ${rails.map(({ name }) => name).join(' + ')}`, pairs, divisor: 1000 }; // mV · mA
  }
  const battery = foldersOf(files, /^\/sys\/class\/power_supply\/[\w.-]+(?=\/)/).find((folder) => {
    const values = ['voltage_now', 'current_now'].map((name) => files.get(`${folder}/${name}`)?.trim() ?? '');
    return files.get(`${folder}/status`)?.trim() === 'Discharging' && values.every((value) => /^-?[1-9]\d{0,11}$/.test(value));
  });
  if (battery === undefined) return null;
  return { name: 'battery gauge', pairs: [[`${battery}/voltage_now`, `${battery}/current_now`]], divisor: 1e9 }; // µV · µA
}
