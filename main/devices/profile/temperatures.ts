/** One sensor in °C. */
export interface Temperature {
  readonly name: string;
  readonly tempC: number;
}

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

const processorSensor = /cpu|pkg|package|coretemp|k10temp|zenpower|tctl|tdie|soc|core \d|^big|^little|mtktscpu/i;

/** The hottest sensor that belongs to the processor; null where no such sensor can be read. */
export function processorTempC(temperatures: readonly Temperature[]): number | null {
  const onProcessor = temperatures.filter(({ name }) => processorSensor.test(name)).map(({ tempC }) => tempC);
  return onProcessor.length === 0 ? null : Math.max(...onProcessor);
}
