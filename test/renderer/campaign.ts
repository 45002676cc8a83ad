import type { Campaign } from '../../preload/contract/campaign.ts';

/** A campaign that has just been started. */
export const campaign: Campaign = {
  id: 'c',
  jobId: 'j',
  deviceId: 'local',
  deviceName: 'This computer',
  spaceId: 'nas-bench-201',
  networks: [],
  table: 't',
  column: 'c',
  runtime: 'r',
  precision: 'f32',
  threads: 1,
  affinity: [],
  warmup: 1,
  runs: 1,
  seed: 1,
  state: 'running',
  message: '',
  done: 0,
  total: 20,
  etaSeconds: null,
  blocks: [],
  startedAtMs: 0,
  endedAtMs: null,
};
