import type { CampaignRequest } from '../../../preload/contract/campaign.ts';
import type { Precision } from '../../../preload/contract/device.ts';

/** This computer in one setting, taken for a device of its own. */
export interface DemoSetting {
  readonly column: string;
  readonly precision: Precision;
  readonly threads: number;
}

/** How much a demo measures. */
export interface DemoPlan {
  readonly spaceId: string;
  /** Architectures measured on proxy and target. */
  readonly architectures: number;
  /** The first of them are measured twice in every setting, to see which one really differs from the proxy. */
  readonly trial: number;
  /** Latencies of the target that the adaptation may use; the rest only judges it. */
  readonly samples: number;
  /** Picks of the front measured on the target at the end. */
  readonly verify: number;
  readonly measuring: Pick<CampaignRequest, 'warmup' | 'runs' | 'minimumMs' | 'blocks' | 'maximumRepeats'>;
}

export const demoSpaceId = 'nas-bench-201';

export function demoPlan(quick: boolean): DemoPlan {
  return quick
    ? {
        spaceId: demoSpaceId,
        architectures: 80,
        trial: 16,
        samples: 20,
        verify: 5,
        measuring: { warmup: 3, runs: 15, minimumMs: 120, blocks: 3, maximumRepeats: 0 },
      }
    : {
        spaceId: demoSpaceId,
        architectures: 200,
        trial: 24,
        samples: 30,
        verify: 8,
        measuring: { warmup: 8, runs: 40, minimumMs: 300, blocks: 5, maximumRepeats: 1 },
      };
}

/** The settings of this computer, the proxy first: two precisions, one thread and as many as there are processors (at most 4). */
export function demoSettings(precisions: readonly Precision[], maximumThreads: number): readonly DemoSetting[] {
  const threadCounts = maximumThreads > 1 ? [1, Math.min(4, maximumThreads)] : [1];
  return precisions.flatMap((precision) =>
    threadCounts.map((threads) => ({ column: `${precision}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`, precision, threads })),
  );
}
