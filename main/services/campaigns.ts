import { printMeasurements } from '../formats/measurement-csv.ts';
import type { CampaignManager } from './campaign-manager.ts';
import { os } from './procedures.ts';

/** Campaigns: start, follow, pause, resume, cancel. */
export function campaignProcedures({ campaigns }: { readonly campaigns: CampaignManager }) {
  return os.campaigns.router({
    start: os.campaigns.start.handler(({ input }) => campaigns.start(input)),
    list: os.campaigns.list.handler(() => [...campaigns.list()]),
    get: os.campaigns.get.handler(({ input }) => campaigns.get(input.campaignId)),
    measurements: os.campaigns.measurements.handler(({ input }) => [...campaigns.measurements(input.campaignId)]),
    watch: os.campaigns.watch.handler(({ input, signal }) => campaigns.watch(input.campaignId, signal)),
    pause: os.campaigns.pause.handler(({ input }) => campaigns.pause(input.campaignId)),
    resume: os.campaigns.resume.handler(({ input }) => campaigns.resume(input.campaignId)),
    cancel: os.campaigns.cancel.handler(({ input }) => campaigns.cancel(input.campaignId)),
    export: os.campaigns.export.handler(({ input: { campaignId } }) => {
      return new Blob([printMeasurements(campaigns.get(campaignId), campaigns.measurements(campaignId))], { type: 'text/csv' });
    }),
  });
}
