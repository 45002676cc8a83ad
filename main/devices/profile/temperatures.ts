import type { Temperature } from '../../core/measurement/processor-temperature.ts';

/** Texts of a sensor: its name, and its value in 1/1000 °C. */
export interface SensorText {
  readonly name: string | null;
  readonly value: string | null;
}

/** Reads thermal zones (`type`, `temp`) or hwmon inputs; sensors that are off, absent or give impossible values are left out. */
export function parseTemperatures(sensors: readonly SensorText[]): readonly Temperature[] {
  return sensors.flatMap(({ name, value }) => {
    const milli = Number(value?.trim() || Number.NaN);
    const tempC = milli / 1000;
    // A sensor that is powered down reads 0, -256 or -273; 1 … 149 °C is what a working one can see.
    return Number.isInteger(milli) && tempC >= 1 && tempC < 150 ? [{ name: name?.trim() || 'sensor', tempC }] : [];
  });
}
