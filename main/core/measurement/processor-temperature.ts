/** One sensor in °C. */
export interface Temperature {
  readonly name: string;
  readonly tempC: number;
}

const processorSensor = /cpu|pkg|package|coretemp|k10temp|zenpower|tctl|tdie|soc|core \d|^big|^little/i;

/** The hottest sensor that belongs to the processor, by its name; null where there is no such sensor. */
export function processorTempC(temperatures: readonly Temperature[]): number | null {
  const onProcessor = temperatures.filter(({ name }) => processorSensor.test(name)).map(({ tempC }) => tempC);
  return onProcessor.length === 0 ? null : Math.max(...onProcessor);
}
