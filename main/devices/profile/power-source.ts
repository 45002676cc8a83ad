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
  ...['status', 'online', 'voltage_now', 'current_now'].map((name) => `/sys/class/power_supply/*/${name}`),
];

/** Power monitors of a board, else the gauge of a battery that feeds the device alone: on a charger or a cable it says nothing of what is drawn. */
export function findPowerSource(files: KernelFiles): PowerSource | null {
  const rails = inputRails(findPowerRails(files));
  if (rails.length > 0) {
    const pairs = rails.map(({ voltageFile, currentFile }) => [voltageFile, currentFile] as const);
    return { name: `INA3221 ${rails.map(({ name }) => name).join(' + ')}`, pairs, divisor: 1000 }; // mV · mA
  }
  return batteryGauge(files);
}

/** Below it a voltage in µV or a current in µA is none that a device at work has: the driver tells mV or mA, against the kernel's rule. */
const [fewestMicrovolts, fewestMicroamperes] = [100_000, 10_000];

function batteryGauge(files: KernelFiles): PowerSource | null {
  const supplies = foldersOf(files, /^\/sys\/class\/power_supply\/[\w.-]+(?=\/)/);
  const textOf = (folder: string, name: string): string => files.get(`${folder}/${name}`)?.trim() ?? '';
  const isFed = supplies.some((folder) => textOf(folder, 'status') === '' && /^[1-9]/.test(textOf(folder, 'online')));
  const battery = supplies.find((folder) => {
    const values = ['voltage_now', 'current_now'].map((name) => textOf(folder, name));
    return textOf(folder, 'status') === 'Discharging' && values.every((value) => /^-?[1-9]\d{0,11}$/.test(value));
  });
  if (isFed || battery === undefined) return null;
  const [voltageFile, currentFile] = [`${battery}/voltage_now`, `${battery}/current_now`];
  const [voltage, current] = [voltageFile, currentFile].map((file) => Math.abs(Number(files.get(file)))) as [number, number];
  const divisor = (voltage < fewestMicrovolts ? 1 : 1000) * (current < fewestMicroamperes ? 1 : 1000) * 1000; // to mW
  return { name: 'battery gauge', pairs: [[voltageFile, currentFile]], divisor };
}
