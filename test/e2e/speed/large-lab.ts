import { availableParallelism } from 'node:os';
import { brand, type ArchitectureName, type CampaignId } from '../../../main/core/brand.ts';
import type { CampaignSpec } from '../../../main/core/measurement/measurement.ts';
import { createRng } from '../../../main/core/rng.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { sampleDistinct } from '../../../main/core/spaces/sample-distinct.ts';
import { openLab } from '../../../main/lab.ts';
import { openStore } from '../../../main/store/open-store.ts';

export const fleetTable = 'fleet of 50';
export const fleetDevices = 50;
const fleetNetworks = 400;

const campaigns = 20;
const networksEach = 500;
const runsEach = 100;

/** Fills a lab's folder: campaigns with a million raw samples, a table of 50 devices, and a search over the 15,625 cells of NAS-Bench-201. */
export async function makeLargeLab(folder: string): Promise<void> {
  addCampaigns(folder);
  const lab = openLab({ folder });
  try {
    await lab.client.tables.import({
      name: fleetTable,
      spaceId: 'nas-bench-201',
      source: { fileName: 'fleet.csv', content: new Blob([fleetCsv()]) },
    });
    await lab.client.searches.run({
      spaceId: 'nas-bench-201',
      latency: { table: fleetTable, target: 'device 1' },
      accuracy: { kind: 'macs' },
    });
  } finally {
    await lab.close();
  }
}

function addCampaigns(folder: string): void {
  const store = openStore(folder, { holder: 'benchmark' });
  const rng = createRng(1);
  const architectures = sampleDistinct(nasBench201, networksEach, rng).map((cell) => brand<ArchitectureName>(nasBench201.print(cell)));
  try {
    for (let index = 0; index < campaigns; index++) {
      const spec: CampaignSpec = {
        spaceId: brand('nas-bench-201'),
        table: 'measured',
        column: `setting ${index + 1}`,
        conditions: {
          deviceId: brand('local'),
          runtime: 'onnxruntime-node',
          precision: 'f32',
          threads: availableParallelism(),
          affinity: [],
        },
        architectures,
        anchor: architectures[0]!,
        warmup: 1,
        runs: runsEach,
        minimumMs: 0,
        maximumMs: 5000,
        blocks: 1,
        driftLimit: 1,
        maximumRepeats: 0,
        seed: index,
      };
      const { id } = store.campaigns.create(brand<CampaignId>(`campaign-${index + 1}`), spec, Date.now());
      architectures.forEach((architecture, position) => {
        const latencyUs = 1000 + 4000 * rng.next();
        store.campaigns.addMeasurement({
          campaignId: id,
          slot: { block: 0, repeat: 0, position },
          architecture,
          isAnchor: false,
          modelHash: brand('0'),
          wallUs: Array.from({ length: runsEach }, () => latencyUs * (1 + 0.02 * rng.normal() ** 2)),
          cpuUs: Array.from({ length: runsEach }, () => latencyUs),
          involuntarySwitches: Array.from({ length: runsEach }, () => 0),
          clockKhz: 2_000_000,
          tempBeforeC: 45,
          tempAfterC: 46,
          flags: [],
          measuredAtMs: Date.now(),
        });
      });
      store.campaigns.closeBlock(id, { block: 0, repeat: 0, outcome: 'accepted', anchorDrift: 0 }, []);
      store.campaigns.setState(id, 'finished', '', Date.now());
    }
  } finally {
    store.close();
  }
}

/** Devices between two extremes, so that they rank the networks more and less alike. */
function fleetCsv(): string {
  const rng = createRng(2);
  const cells = sampleDistinct(nasBench201, fleetNetworks, rng).map((cell) => nasBench201.print(cell));
  const traits = cells.map(() => [rng.next(), rng.next()] as const);
  const devices = Array.from({ length: fleetDevices }, (_, device) => `device ${device + 1}`);
  const latencies = traits.map(([compute, memory]) =>
    devices.map((_, device) => {
      const share = device / (fleetDevices - 1);
      return (1 + 5 * (share * compute + (1 - share) * memory) + 0.2 * rng.next()).toFixed(4);
    }),
  );
  return [['arch', ...devices], ...cells.map((cell, row) => [cell, ...latencies[row]!])].map((row) => row.join(',')).join('\n');
}
