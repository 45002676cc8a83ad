import { setTimeout as pause } from 'node:timers/promises';
import { patienceMs } from './chromium.ts';

/** Looks until the check passes; what is still wrong after all patience is thrown. For what arrives by and by and has no locator to wait for. */
export async function eventually(check: () => unknown): Promise<void> {
  const untilMs = Date.now() + patienceMs;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > untilMs) throw error;
      await pause(50);
    }
  }
}
