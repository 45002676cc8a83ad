import type { FormValues } from './form-values.ts';

/** What another page asks to have measured: architectures by name, and the column of a table that they go to. */
export type AskedMeasurement = Pick<FormValues, 'architectures' | 'table' | 'column' | 'precision' | 'affinity' | 'resolution'> & {
  deviceId: string | null;
  spaceId: string;
  threads: number;
};

/** The address of the Measure page that asks for it. */
export function measureAddress({ architectures, affinity, resolution, deviceId, spaceId, threads, ...rest }: AskedMeasurement): string {
  const params = new URLSearchParams({ campaign: 'new', space: spaceId, ...rest, threads: String(threads) });
  if (deviceId !== null) params.set('device', deviceId);
  if (affinity !== null) params.set('affinity', affinity.join(','));
  if (resolution !== null) params.set('resolution', String(resolution));
  for (const name of architectures) params.append('arch', name);
  return `/measure?${params.toString()}`;
}

/** What the address asks for; nothing where it names no architectures. */
export function askedValues(params: URLSearchParams): Partial<FormValues> {
  const architectures = params.getAll('arch');
  const spaceId = params.get('space');
  if (architectures.length === 0 || spaceId === null) return {};
  const precision = params.get('precision');
  const threads = wholeNumber(params.get('threads'));
  return {
    architectures,
    spaceId,
    blocks: Math.min(5, architectures.length),
    table: params.get('table') ?? '',
    column: params.get('column') ?? '',
    ...(precision === 'f32' || precision === 'int8' ? { precision } : {}),
    ...(threads === null ? {} : { threads }),
    affinity:
      params
        .get('affinity')
        ?.split(',')
        .flatMap((processor) => wholeNumber(processor) ?? []) ?? null,
    resolution: wholeNumber(params.get('resolution')),
  };
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
