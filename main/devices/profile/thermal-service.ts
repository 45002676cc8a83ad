import type { Temperature } from '../../core/measurement/processor-temperature.ts';

/** How far Android throttles, by its own numbers. */
export const thermalStatuses = ['none', 'light', 'moderate', 'severe', 'critical', 'emergency', 'shutdown'] as const;
export type ThermalStatus = (typeof thermalStatuses)[number];

/** What `dumpsys thermalservice` tells (Android 10 and later). */
export interface ThermalService {
  /** null is unknown. */
  readonly status: ThermalStatus | null;
  readonly temperatures: readonly Temperature[];
}

/** By `mType`; their names are the vendors' own. */
const kinds: Readonly<Record<string, string>> = {
  '0': 'CPU',
  '1': 'GPU',
  '2': 'battery',
  '3': 'skin',
  '4': 'USB port',
  '5': 'power amplifier',
  '9': 'NPU',
};

/** Reads `dumpsys thermalservice`. Of its temperatures the current ones count, never the cached block: that may be hours old. */
export function parseThermalService(text: string): ThermalService {
  const status = /^Thermal Status: (\d)\s*$/m.exec(text)?.[1];
  const current = /^Current temperatures from HAL:\s*\n((?:[ \t].*\n?)*)/m.exec(text)?.[1] ?? '';
  const temperatures = [...current.matchAll(/Temperature\{mValue=([-\d.]+), mType=(-?\d+), mName=([^,}]*), /g)].flatMap(
    ([, value, type, name]) => {
      const tempC = Number(value);
      const isPossible = Number.isFinite(tempC) && tempC >= 1 && tempC < 150; // as for the kernel's sensors: others are off
      return isPossible ? [{ name: sensorName(kinds[type!], name!.trim()), tempC }] : [];
    },
  );
  return { status: status === undefined ? null : (thermalStatuses[Number(status)] ?? null), temperatures };
}

/** `CPU`, and `CPU cdsp-0` where the vendor's name says something else. */
function sensorName(kind: string | undefined, name: string): string {
  if (kind === undefined) return name || 'sensor';
  return name === '' || name.toLowerCase().includes(kind.toLowerCase()) ? name || kind : `${kind} ${name}`;
}
