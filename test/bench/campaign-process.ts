import { writeSync } from 'node:fs';
import type { CampaignId } from '../../main/core/brand.ts';
import { CampaignBench } from './campaign-bench.ts';

/** One life of a lab: `node campaign-process.ts FOLDER CAMPAIGN` works the campaign to its end, a line on stdout for everything that happens. */
const [folder, id] = process.argv.slice(2);
if (!folder || !id) throw new Error('usage: campaign-process.ts FOLDER CAMPAIGN');
const bench = new CampaignBench(folder);
const state = await bench.run(id as CampaignId, {
  status: (message) => void writeSync(1, `${message}\n`),
  measured: ({ slot }) => void writeSync(1, `measured ${slot.block}/${slot.repeat}/${slot.position}\n`),
});
bench.store.close();
writeSync(1, `${state}\n`);
