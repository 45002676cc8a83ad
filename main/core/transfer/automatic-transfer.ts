import { bestProxy } from './best-proxy.ts';
import { ensembleTransfer } from './ensemble-transfer.ts';
import { gpWithoutSources } from './gp-methods.ts';
import { errsLess } from './left-out-errors.ts';
import { proxyAsItIs } from './proxy-as-it-is.ts';
import type { JudgedFit, TransferRequest } from './transfer-fit.ts';

/** The simpler method must beat the ensemble by this many standard errors. */
const clearly = 2;

/**
 * The ensemble, unless leaving out samples shows that the best proxy as it is does clearly better: its device may be the target's twin. Without
 * sources: the Gaussian process alone.
 */
export function automaticTransfer(request: TransferRequest): JudgedFit {
  const { problem, samples, latencyMs } = request;
  const proxy = bestProxy(problem, samples, latencyMs);
  if (!proxy) return { ...gpWithoutSources(request), reason: 'There is no source whose latencies differ.' };
  const ensemble = ensembleTransfer(request);
  if (!errsLess(proxy.leaveOneOutMs, ensemble.leaveOneOutMs, latencyMs, clearly)) {
    return { ...ensemble, reason: `Leaving out samples, ${proxy.name} as it is is not clearly better.` };
  }
  const reason = `Leaving out samples, its error is clearly smaller than the ensemble's.`;
  return { ...proxyAsItIs(proxy, latencyMs), reason };
}
