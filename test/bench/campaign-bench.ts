import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { campaignModel } from '../../main/bench/campaign-model.ts';
import type { CampaignLedger } from '../../main/bench/campaign-ledger.ts';
import { defaultAnchor } from '../../main/bench/default-anchor.ts';
import { runCampaign, type CampaignWork } from '../../main/bench/run-campaign.ts';
import { brand, type CampaignId } from '../../main/core/brand.ts';
import type { CampaignSpec, Measurement } from '../../main/core/measurement/measurement.ts';
import { createRng } from '../../main/core/rng.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { sampleDistinct } from '../../main/core/spaces/sample-distinct.ts';
import { LocalDevice } from '../../main/devices/local/local-device.ts';
import { runnerLauncher } from '../../main/devices/local/runner-launcher.ts';
import { openStore, type Store } from '../../main/store/open-store.ts';
import { exampleSpec } from './example-spec.ts';

/** A lab folder with a store and this computer as a device, for campaigns that really run. */
export class CampaignBench {
  readonly store: Store;
  readonly device: LocalDevice;
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    this.store = openStore(folder, { holder: 'test' });
    this.device = new LocalDevice({
      id: brand('local'),
      name: 'This computer',
      folder: join(folder, 'device'),
      launcher: runnerLauncher(),
    });
  }

  static async open(context: TestContext): Promise<CampaignBench> {
    const folder = await mkdtemp(join(tmpdir(), 'proxylab-campaign-'));
    const bench = new CampaignBench(folder);
    context.after(async () => {
      bench.store.close();
      await rm(folder, { recursive: true, force: true });
    });
    return bench;
  }

  create(id: string, spec: CampaignSpec): CampaignId {
    return this.store.campaigns.create(brand<CampaignId>(id), spec, Date.now()).id;
  }

  /** Runs a campaign as the lab does, but looks at the journal more often. */
  run(id: CampaignId, changes: Partial<CampaignWork> = {}): Promise<'finished' | 'paused'> {
    const { spec } = this.store.campaigns.get(id);
    return runCampaign({
      id,
      store: this.store.campaigns,
      connect: async () => this.device,
      modelOf: (architecture) => campaignModel(spec, architecture),
      signal: new AbortController().signal,
      pause: new AbortController().signal,
      status() {},
      measured(_measurement: Measurement, _ledger: CampaignLedger) {},
      timing: { pollMs: 20, reconnectMs: 10, refusedMs: 20, reconnectPatienceMs: 5000 },
      ...changes,
    });
  }
}

/** A campaign of small networks that is never repeated for drift: what is measured then depends on the seed alone. */
export function smallCampaign(architectures: number, changes: Partial<CampaignSpec> = {}): CampaignSpec {
  const sampled = sampleDistinct(nasBench201, architectures, createRng(3)).map((architecture) => nasBench201.print(architecture));
  const conditions = { ...exampleSpec().conditions, networkOptions: { resolution: 8 } };
  return exampleSpec({ architectures: sampled, anchor: defaultAnchor(nasBench201), conditions, driftLimit: 1e9, ...changes });
}
