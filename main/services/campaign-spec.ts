import type { z } from 'zod';
import type { campaignRequest } from '../../preload/contract/campaign.ts';
import { defaultAffinity } from '../bench/default-affinity.ts';
import { defaultAnchor } from '../bench/default-anchor.ts';
import { invalidInput, LabError } from '../core/lab-error.ts';
import type { CampaignSpec, MeasurementConditions, Precision } from '../core/measurement/measurement.ts';
import { createRng } from '../core/rng.ts';
import { sampleDistinct } from '../core/spaces/sample-distinct.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import type { DeviceDescription } from '../devices/device.ts';
import type { CampaignRuntime } from './campaign-runtime.ts';
import { conditionLabel } from './condition-label.ts';
import { customSpace, measuredFiles, type MeasurableFile } from './custom-networks.ts';
import { formatProcessorList } from '../devices/profile/processor-list.ts';

type Request = z.output<typeof campaignRequest>;

/** What a request comes to on this device; throws `invalid-input`, `unsupported` or `not-found` before anything is begun. */
export function campaignSpec(
  request: Request,
  device: DeviceDescription,
  runtime: CampaignRuntime,
  nowMs: number,
  files: readonly MeasurableFile[] = [],
): CampaignSpec {
  const subject = files.length > 0 ? filesOf(request, files) : architecturesOf(request);
  const conditions = conditionsOf({ ...request, precision: subject.precision }, device, runtime);
  const { warmup, runs, minimumMs, maximumMs, blocks, driftLimit, maximumRepeats, seed } = request;
  if (minimumMs > maximumMs)
    throw invalidInput(`The shortest time for a network (${minimumMs} ms) is above the longest (${maximumMs} ms).`);
  const { spaceId, architectures, anchor, networks } = subject;
  return {
    spaceId,
    table: request.table ?? `${spaceId}-${new Date(nowMs).toISOString().slice(0, 10)}`,
    column: request.column ?? [conditions.deviceId, ...runtimeLabel(runtime), conditionLabel(conditions)].join('-'),
    conditions,
    ...(runtime.kind === 'onnxruntime' ? {} : { runner: runtime.runner }),
    architectures,
    anchor,
    ...(networks === undefined ? {} : { networks }),
    warmup,
    runs,
    minimumMs,
    maximumMs,
    blocks,
    driftLimit,
    maximumRepeats,
    seed,
  };
}

/** Columns of the usual runtime are not named by it; each command of a user has columns of its own. */
function runtimeLabel({ kind, name }: CampaignRuntime): string[] {
  if (kind === 'onnxruntime') return [];
  return kind === 'custom' ? [kind, name.split(' ').at(-1)!] : [kind];
}

/** What is measured. */
interface Subject extends Pick<CampaignSpec, 'spaceId' | 'architectures' | 'anchor' | 'networks'> {
  readonly precision: Precision;
}

function filesOf({ spaceId, samples, architectures, resolution }: Request, files: readonly MeasurableFile[]): Subject {
  if (spaceId !== customSpace)
    throw invalidInput(`Networks from files are of no search space such as ${spaceId}.`, `Choose ${customSpace}.`);
  if (samples !== undefined || architectures !== undefined || resolution !== undefined)
    throw invalidInput('Networks from files are measured as they are.', 'Leave samples, architectures and resolution out.');
  const { networks, anchor, precision } = measuredFiles(files);
  return { spaceId: customSpace, architectures: networks.map(({ name }) => name), anchor, networks, precision };
}

function architecturesOf({ spaceId, architectures, samples, seed, precision, resolution }: Request): Subject {
  const space = findSpace(spaceId);
  if ((architectures === undefined) === (samples === undefined)) {
    throw invalidInput('A campaign needs either a number of samples or the architectures themselves.', 'Give one of the two.');
  }
  const chosen = architectures?.map((name) => space.parse(name)) ?? sampleDistinct(space, samples ?? 0, createRng(seed));
  const anchor = defaultAnchor(space);
  space.network(space.parse(anchor), resolution === undefined ? {} : { resolution }); // what the space refuses is refused now, not in the midst
  return { spaceId: space.id, architectures: [...new Set(chosen.map((architecture) => space.print(architecture)))], anchor, precision };
}

function conditionsOf(request: Request, device: DeviceDescription, runtime: CampaignRuntime): MeasurementConditions {
  const { precision, threads, resolution, affinity = defaultAffinity(device, request.threads) } = request;
  if (!runtime.precisions.includes(precision)) {
    throw new LabError({
      code: 'unsupported',
      message: `${device.name} cannot run ${precision} with ${runtime.name}.`,
      remedy: `Choose ${runtime.precisions.join(' or ')}.`,
    });
  }
  if (threads > device.maximumThreads) {
    throw invalidInput(
      `${device.name} has ${device.maximumThreads} processors; ${threads} threads would wait for each other.`,
      `Choose at most ${device.maximumThreads}.`,
    );
  }
  const processors = new Set(device.clusters.flatMap((cluster) => cluster.processors));
  const unknown = affinity.filter((processor) => !processors.has(processor));
  if (unknown.length > 0)
    throw invalidInput(
      `${device.name} has no processor ${unknown.join(', ')}.`,
      `Its processors are ${formatProcessorList([...processors])}.`,
    );
  if (affinity.length > 0 && !device.affinity) {
    throw new LabError({
      code: 'unsupported',
      message: `${device.name} cannot hold a program to chosen processors.`,
      remedy: 'Leave the processors out.',
    });
  }
  return {
    deviceId: device.id,
    runtime: runtime.name,
    precision,
    threads,
    affinity: [...new Set(affinity)].sort((a, b) => a - b),
    ...(resolution === undefined ? {} : { networkOptions: { resolution } }),
    ...(device.powerMode === undefined ? {} : { powerMode: device.powerMode }),
  };
}
