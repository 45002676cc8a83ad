import type { SearchResult, StageTimes } from '../../preload/contract/search.ts';
import type { LayeredNetwork } from '../core/cost-model/cost-model.ts';
import { fewestNetworks, stageTimes } from '../core/cost-model/stage-times.ts';
import { LabError } from '../core/lab-error.ts';
import { layerRows } from '../core/network/layer-features.ts';
import { createRng } from '../core/rng.ts';
import type { SearchSpace } from '../core/spaces/search-space.ts';

/** More than so many candidates tell nothing new of what layers cost. */
const mostNetworks = 100;

/** Where the time of a search's candidate goes, by the latencies of its other candidates; null where they are too few or in two precisions. */
export function searchStageTimes(
  space: SearchSpace,
  { cloud, front, request }: Pick<SearchResult, 'cloud' | 'front' | 'request'>,
  name: string,
): StageTimes | null {
  if (request?.int8 !== undefined) return null;
  const latencyMs = front.find((point) => point.name === name)?.latencyMs ?? cloud.latencyMs[cloud.names.indexOf(name)];
  if (latencyMs === undefined)
    throw new LabError({ code: 'not-found', message: `“${name}” is no candidate of this search.`, remedy: 'Pick a point of its chart.' });
  const rng = createRng(1);
  const rows = rng.sampleWithout(cloud.names.length, Math.min(mostNetworks, cloud.names.length)).filter((row) => cloud.latencyMs[row]! > 0);
  const known = rows.map((row): LayeredNetwork => {
    const id = cloud.names[row]!;
    return { id, layers: layerRows(space.network(space.parse(id))) };
  });
  if (known.length < fewestNetworks) return null;
  const knownMs = rows.map((row) => cloud.latencyMs[row]!);
  const { stages, relativeError } = stageTimes(space.network(space.parse(name)), latencyMs, known, knownMs, rng.fork('fits'));
  return { stages: [...stages], relativeError, networks: known.length };
}
