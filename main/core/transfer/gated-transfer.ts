import { automaticTransfer } from './automatic-transfer.ts';
import { bestProxy } from './best-proxy.ts';
import { gate, type GateDecision, strongMonotonicity } from './gate.ts';
import { errsLess } from './left-out-errors.ts';
import { proxyAsItIs } from './proxy-as-it-is.ts';
import type { JudgedFit, TransferRequest } from './transfer-fit.ts';

export interface GatedFit extends JudgedFit, GateDecision {
  /** The source that agrees best with the samples; null: there is none. */
  readonly proxy: string | null;
}

/** Standard errors by which adapting must win against a strong proxy: the measurements are made, so that a sign is enough. */
const worthAdapting = 1;

/**
 * The best proxy as it is where its monotonicity with the samples is strong, at the target's height; adapted where it is weak (Lu et al. 2022, with
 * this lab's way of adapting). A strong proxy is adapted as well where left-out samples are predicted better so: latency limits need more than
 * a ranking.
 */
export function gatedTransfer(request: TransferRequest): GatedFit {
  const { problem, samples, latencyMs } = request;
  const adapted = automaticTransfer(request);
  const proxy = bestProxy(problem, samples, latencyMs);
  if (!proxy) return { ...adapted, proxy: null, srcc: null, advice: 'adapt' };
  const { srcc, advice } = gate(
    samples.map((row) => proxy.latencyMs[row]!),
    latencyMs,
  );
  const about = { srcc, proxy: proxy.name };
  if (advice === 'adapt') return { ...adapted, ...about, advice };
  const strong = `SRCC of ${proxy.name} with the samples is at least ${strongMonotonicity}`;
  if (errsLess(adapted.leaveOneOutMs, proxy.leaveOneOutMs, latencyMs, worthAdapting))
    return { ...adapted, ...about, advice: 'adapt', reason: `The ${strong}, but leaving out samples, adapted it errs less.` };
  return { ...proxyAsItIs(proxy, latencyMs), ...about, advice, reason: `The ${strong}, and adapted it does not err less.` };
}
