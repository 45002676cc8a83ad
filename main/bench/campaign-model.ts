import type { ArchitectureName } from '../core/brand.ts';
import type { CampaignSpec } from '../core/measurement/measurement.ts';
import { writeOnnx } from '../core/network/onnx/write-onnx.ts';
import { findSpace } from '../core/spaces/spaces.ts';

/**
 * The ONNX file that a campaign measures for an architecture; the same bytes every time. Its weights are constants that the runtime expands
 * when it loads the file: the graph that runs is the same, the latency too, and the file a hundred times smaller on the way to the device.
 */
export function campaignModel({ spaceId, conditions, seed }: CampaignSpec, architecture: ArchitectureName): Uint8Array {
  const space = findSpace(spaceId);
  const network = space.network(space.parse(architecture), conditions.networkOptions);
  return writeOnnx(network, { precision: conditions.precision, seed, weights: 'constant' });
}
