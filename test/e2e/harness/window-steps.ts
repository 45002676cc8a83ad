import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { assertAccessible } from './axe.ts';
import { patienceMs, withoutChromium } from './chromium.ts';

/** The lab's window, however it was opened. */
export interface OpenWindow {
  readonly page: Page;
  /** How the page reaches the lab. */
  readonly transport: 'socket' | 'port';
  close(): Promise<void>;
}

/** More than any page has to be tabbed through. */
const mostTabs = 200;
const screenshots = resolve(import.meta.dirname, '../../output');

/** A window that steps are carried out in, and what all of them look for. */
export class WindowSteps {
  readonly #title: string;
  readonly complaints: string[] = [];
  #window: OpenWindow | undefined;

  constructor(title: string) {
    this.#title = title;
  }

  get page(): Page {
    if (this.#window === undefined) throw new Error('the window is not open');
    return this.#window.page;
  }

  get transport(): OpenWindow['transport'] | undefined {
    return this.#window?.transport;
  }

  async open(open: () => Promise<OpenWindow>): Promise<void> {
    this.#window = await open();
    this.page.on('pageerror', (error) => this.complaints.push(String(error)));
    this.page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
  }

  async close(): Promise<void> {
    await this.#window?.close();
  }

  /** A step that leaves a picture behind where it fails. */
  step(name: string, act: () => Promise<void>): void {
    it(name, async () => {
      try {
        await act();
      } catch (error) {
        mkdirSync(screenshots, { recursive: true });
        this.page.setDefaultTimeout(patienceMs / 10); // the steps after it hang on it
        await this.page.screenshot({ path: join(screenshots, `${this.#title} - ${name}.png`.replaceAll(/[^\w.-]+/g, ' ')) });
        throw error;
      }
    });
  }

  answer(): Locator {
    return this.page.getByRole('region', { name: 'Answer' }).locator('strong');
  }

  panel(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The page as it stands is accessible in both schemes. It is the same page over both transports: axe reads it over the first. */
  async assertAccessible(): Promise<void> {
    if (this.#window?.transport === 'socket') await assertAccessible(this.page);
  }

  /** Presses Tab until the element has the focus, and shows that it has. */
  async tabTo(element: Locator): Promise<void> {
    await element.waitFor();
    for (let presses = 0; presses < mostTabs; presses++) {
      if (await element.evaluate((one) => one === document.activeElement && one.matches(':focus-visible'))) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${String(element)} is not reached by ${mostTabs} times Tab`);
  }

  async openPage(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
  }

  async choose(label: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.getByRole('option', { name: option }).click();
  }
}

/** Steps in one window, opened before the first; at the end, nothing may have been complained of in it. */
export function describeInWindow(
  title: string,
  open: () => Promise<OpenWindow>,
  steps: (window: WindowSteps) => void,
  skip: string | false = false,
): void {
  describe(title, { skip: skip || withoutChromium() }, () => {
    const window = new WindowSteps(title);
    before(() => window.open(open));
    after(() => window.close());
    steps(window);
    window.step('nothing was complained of on the way', async () => {
      assert.deepEqual(window.complaints, []);
      return Promise.resolve();
    });
  });
}
