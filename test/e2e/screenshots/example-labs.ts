import { join } from 'node:path';
import type { LabClient } from '../../../preload/contract/index.ts';
import type { Job } from '../../../preload/contract/job.ts';
import { openLab } from '../../../main/lab.ts';
import { printDeviceProfile } from '../../../main/formats/device-profile.ts';
import { exampleProfile, profileSet } from '../../formats/device-profiles.ts';
import { syntheticTable } from '../../helpers/synthetic-table.ts';
import { cell } from '../../services/table-client.ts';

const spaceId = 'nas-bench-201';

/** A lab to take pictures of, and what it is filled with. */
export interface ExampleLab {
  readonly name: 'empty' | 'small' | 'large';
  readonly fill: ((lab: LabClient) => Promise<void>) | null;
}

/** Nothing; what a first afternoon leaves; what a team has after a year. Only what this computer measures itself is called measured. */
export const exampleLabs: readonly ExampleLab[] = [
  { name: 'empty', fill: null },
  { name: 'small', fill: fillSmall },
  { name: 'large', fill: fillLarge },
];

/** Makes the lab in its folder of `parent`; returns where it is. */
export async function makeLab({ name, fill }: ExampleLab, parent: string): Promise<string> {
  const folder = join(parent, name);
  const lab = openLab({ folder });
  await fill?.(lab.client);
  await lab.close();
  return folder;
}

async function fillSmall(lab: LabClient): Promise<void> {
  const { name: table, columns } = await lab.tables.importSample();
  const [proxy, , , target] = columns.map((column) => column.name) as [string, string, string, string];
  const settings = { deviceId: 'local', spaceId, samples: 40, runs: 5, warmup: 1, minimumMs: 0, blocks: 2, table: 'this computer' };
  for (const precision of ['f32', 'int8'] as const) {
    const { id } = await lab.campaigns.start({ ...settings, precision, column: `this computer, ${precision}` });
    for await (const event of await lab.campaigns.watch({ campaignId: id })) void event;
  }
  await lab.models.train({ table, device: proxy, predictor: 'ridge' });
  for (const limitMs of [undefined, 4])
    await ended(lab, await lab.searches.start({ spaceId, latency: { table, target }, ...(limitMs === undefined ? {} : { limitMs }) }));
  await ended(lab, await lab.costModels.fit({ table, signatureSize: 5, sizes: [1, 3, 5, 10], method: 'gaussian' }));
  await lab.library.tag({ kind: 'table', id: 'this computer', tags: ['edge', 'f32 and int8'] });
}

async function fillLarge(lab: LabClient): Promise<void> {
  await fillSmall(lab);
  const content = new Blob([syntheticTable(15_000, 48)]);
  await lab.tables.import({ name: 'fleet of 48 made-up devices', spaceId, source: { fileName: 'fleet.csv', content } });
  const cells = ['none', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3'].map((operator) => cell(operator));
  for (let number = 1; number <= 200; number++) {
    const latencies = new Map(cells.map((name, index) => [name, (index + 1) * (1 + number / 40)]));
    const identity = {
      id: number.toString(16).padStart(32, '0'),
      name: `Made-up phone ${number}${number % 9 === 0 ? ' with a name that goes on and on' : ''}`,
    };
    const profile = printDeviceProfile(exampleProfile([profileSet(spaceId, latencies)], identity));
    await lab.profiles.import({ source: { fileName: `${number}.profile.json`, content: new Blob([profile]) } });
  }
}

async function ended(lab: LabClient, { id }: Job): Promise<void> {
  for await (const job of await lab.jobs.watch()) {
    if (job.id !== id || job.endedAtMs === null) continue;
    if (job.error !== null) throw new Error(`${job.title}: ${job.error.message}`);
    return;
  }
}
