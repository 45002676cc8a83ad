import type { Page } from 'playwright-core';
import type { Lab } from '../../../main/lab.ts';

/** The window of a large lab in headless Chromium, 1440 × 900, drawn by software. */
export interface SpeedWindow {
  /** Address of the lab's window with its token. */
  readonly url: string;
  /** A new page in a browser context of its own. */
  newPage(): Promise<Page>;
  /** The same lab, asked by somebody else meanwhile. */
  readonly client: Lab['client'];
}
