import type { Campaign, CampaignRequest } from '../../../preload/contract/campaign.ts';
import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ORPCError } from '@orpc/client';
import { isLabError } from '../../../main/core/lab-error.ts';
import { openLab } from '../../../main/lab.ts';
import { serve } from '../../../main/serve.ts';
import type { Call, Failure, LabUsage, Told } from './lab-process.ts';

/** One life of a lab in a process of its own, which may be killed: `node lab-life.ts FOLDER`, told what to do over its channel. */
const lab = openLab({ folder: process.argv[2]! });
const { client } = lab;
const loopDelay = monitorEventLoopDelay();
loopDelay.enable();

function tell(told: Told): void {
  process.send?.(told);
}

/** Reports a campaign as it goes on, and how it ended. */
async function follow(campaign: Campaign): Promise<Campaign> {
  void (async () => {
    const campaignId = campaign.id;
    let before = '';
    for await (const event of await client.campaigns.watch({ campaignId })) {
      if (event.type === 'measurement') {
        const { block, repeat, position, samplesMs } = event.measurement;
        tell({ event: 'measured', campaignId, turn: `${block}/${repeat}/${position}`, samplesMs });
      } else if (event.type === 'campaign' && event.campaign.message !== before)
        tell({ event: 'status', message: (before = event.campaign.message) });
    }
    const { state, message, done, total } = await client.campaigns.get({ campaignId });
    const error = (await client.jobs.list()).findLast(({ subject }) => subject === campaignId)?.error ?? null;
    const failure = state === 'failed' ? { code: error?.code ?? 'none', message, remedy: error?.remedy ?? '' } : null;
    tell({ event: 'ended', campaignId, state, done, total, message, failure });
  })();
  return campaign;
}

const calls: { readonly [Name in Call]: (input: never) => Promise<unknown> } = {
  list: async () => await client.devices.list(),
  addBoard: async (input: Parameters<typeof client.devices.add>[0]) => await client.devices.add(input),
  start: async (request: CampaignRequest) => await follow(await client.campaigns.start(request)),
  resume: async (campaignId: string) => await follow(await client.campaigns.resume({ campaignId })),
  measurements: async (campaignId: string) => await client.campaigns.measurements({ campaignId }),
  serve: async () => (await serve({ lab, windowFolder: process.argv[2]!, address: { port: 0, token: randomUUID() } })).url,
  usage: async () => usage(),
  close: async () => await lab.close(),
};

function usage(): LabUsage {
  const { user, system } = process.cpuUsage();
  const loopDelayP95Ms = loopDelay.percentile(95) / 1e6;
  return { memoryMb: process.memoryUsage.rss() / 1e6, cpuSeconds: (user + system) / 1e6, loopDelayP95Ms };
}

function failureOf(error: unknown): Failure {
  if (isLabError(error)) return { code: error.code, message: error.message, remedy: error.remedy };
  if (error instanceof ORPCError && error.code === 'LAB') {
    const { code, remedy } = error.data as Pick<Failure, 'code' | 'remedy'>;
    return { code, message: error.message, remedy };
  }
  return { code: 'bug', message: error instanceof Error ? (error.stack ?? error.message) : String(error), remedy: '' };
}

process.on('message', ({ id, call, input }: { readonly id: number; readonly call: Call; readonly input: never }) => {
  void calls[call](input).then(
    (result) => tell({ event: 'answer', id, result, failure: null }),
    (error: unknown) => tell({ event: 'answer', id, result: null, failure: failureOf(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
