import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileCheckedRunner } from '../../build/runner/compile-runner.ts';
import { checkGarbagePlans } from '../devices/runner/garbage-plans.ts';
import { needs } from '../helpers/requirements.ts';
import type { SoakProperty } from './soak-property.ts';

const harness = new URL('../devices/runner/plan-harness.c', import.meta.url).pathname;

const plans: SoakProperty = {
  name: 'plans of the runner',
  check(numRuns) {
    const folder = mkdtempSync(join(tmpdir(), 'proxylab-plans-'));
    try {
      compileCheckedRunner(join(folder, 'harness'), harness);
      checkGarbagePlans(join(folder, 'harness'), numRuns);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Whatever a plan holds, the runner reads it or refuses it in a sentence, and touches no memory that is not its own. */
export const runnerPlanProperties: readonly SoakProperty[] = needs('x86_64-linux-gnu-gcc') === false ? [plans] : [];
