import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, quantile } from '../../../main/core/stats/quantiles.ts';
import type { Measurement } from '../../../preload/contract/campaign.ts';
import { PrivateAdbServer } from '../../fakes/phone/private-adb-server.ts';
import { BoardStation } from './board-station.ts';
import { deviceTruth } from './device-truth.ts';
import { type CampaignEnd, LabProcess, type LabUsage } from './lab-process.ts';
import { PhoneStation } from './phone-station.ts';
import { RoundTrips } from './round-trips.ts';
import { writeSmallNetworks } from '../../helpers/small-networks.ts';
import type { Station } from './station.ts';

const networksOfACampaign = 4;
const lookIntervalMs = 250;
const limitMs = 15 * 60_000;
const [memoryLimitMb, roundTripLimitMs] = [500, 200];

/** Measures so many fake phones and boards at once, in one lab. Returns figures to print; throws them where a sample is lost or the lab takes more memory than it may. */
export async function measureFleet(phones: number, boards: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-fleet-'));
  const adb = await PrivateAdbServer.open();
  const stations: Station[] = [];
  const lab = new LabProcess(join(folder, 'lab'), adb.environment);
  const roundTrips = new RoundTrips();
  // Real devices have processors of their own: what stands for them here gets only what the lab and its window leave.
  setPriority(constants.priority.PRIORITY_LOW);
  try {
    for (let index = 0; index < phones; index++) stations.push(await PhoneStation.open(`phone ${index + 1}`, false, adb));
    for (let index = 0; index < boards; index++) stations.push(await BoardStation.open(`board ${index + 1}`, true));
    return await measureAll(lab, roundTrips, stations, writeSmallNetworks(folder, networksOfACampaign));
  } finally {
    roundTrips.close();
    await lab.kill();
    await Promise.all(stations.map((station) => station.close()));
    await adb.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(
  lab: LabProcess,
  roundTrips: RoundTrips,
  stations: readonly Station[],
  networks: readonly string[],
): Promise<string> {
  const ends = new Map<string, CampaignEnd>();
  lab.onTold = (told) => void (told.event === 'ended' && ends.set(told.campaignId, told));
  const limits = { warmup: 1, runs: 3, minimumMs: 150, maximumMs: 5000, blocks: 1, driftLimit: 1e9 };
  const request = { spaceId: 'custom', networks: networks.map((path) => ({ path })), table: 'fleet', ...limits };
  const startedAt = performance.now();
  const ids = await Promise.all(
    stations.map(async (station) => (await lab.call<{ id: string }>('start', { ...request, deviceId: await station.enrol(lab) })).id),
  );
  roundTrips.begin(await lab.call<string>('serve'));
  const usages = [await lab.call<LabUsage>('usage')];
  while (ends.size < ids.length && performance.now() - startedAt < limitMs) {
    usages.push(await lab.call<LabUsage>('usage'));
    await sleep(lookIntervalMs);
  }
  const roundTripsMs = await roundTrips.taken();
  const seconds = (performance.now() - startedAt) / 1000;
  let [samples, lost] = [0, 0];
  for (const [index, station] of stations.entries()) {
    const kept = await lab.call<readonly Measurement[]>('measurements', ids[index]);
    const inLab = new Map(kept.map(({ block, repeat, position, samplesMs }) => [`${block}/${repeat}/${position}`, samplesMs]));
    for (const [turn, times] of deviceTruth(await station.journals(ids[index]!))) {
      samples += times[0]!.length;
      if (JSON.stringify(inLab.get(turn)) !== JSON.stringify(times[0])) lost++;
    }
  }
  const finished = [...ends.values()].filter(({ state, done, total }) => state === 'finished' && done === total).length;
  const memoryMb = Math.max(...usages.map((usage) => usage.memoryMb));
  const cpuSeconds = usages.at(-1)!.cpuSeconds - usages[0]!.cpuSeconds;
  const p95Ms = quantile(roundTripsMs, 0.95);
  const report = [
    `${finished} of ${stations.length} devices finished in ${seconds.toFixed(0)} s, ${samples} samples, ${lost} turns lost`,
    `memory of the lab ${memoryMb.toFixed(0)} MB, at most ${memoryLimitMb} MB`,
    `processor time of the lab ${cpuSeconds.toFixed(0)} s, ${((100 * cpuSeconds) / seconds / availableParallelism()).toFixed(0)} % of this computer; emulated devices take the rest`,
    `event loop of the lab late by ${usages.at(-1)!.loopDelayP95Ms.toFixed(0)} ms (p95)`,
    `round trip to the service median ${median(roundTripsMs).toFixed(0)} ms, p95 ${p95Ms.toFixed(0)} ms of ${roundTripsMs.length}, goal ${roundTripLimitMs} ms: ${p95Ms < roundTripLimitMs ? 'met' : 'missed'}`,
    ...[...ends.values()].filter(({ state }) => state !== 'finished').map(({ message }) => message),
  ].join('\n');
  assert.ok(finished === stations.length && lost === 0 && memoryMb < memoryLimitMb, report);
  return report;
}
