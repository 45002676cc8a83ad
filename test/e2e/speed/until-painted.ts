import type { Page } from 'playwright-core';

/** Waits until the first element that fits the selector is on the screen; milliseconds since `sinceMs` on the page's clock (0: the navigation). */
export async function untilPainted(page: Page, selector: string, sinceMs = 0): Promise<number> {
  const paintedMs = await page.evaluate(async (sought) => {
    const frame = (): Promise<number> => new Promise((painted) => requestAnimationFrame(painted));
    while (document.querySelector(sought) === null) await frame();
    await frame(); // the frame that shows it was drawn before this one
    return performance.now();
  }, selector);
  return paintedMs - sinceMs;
}

/** Follows a link of the rail; the time of the click on the page's clock. */
export async function followRail(page: Page, name: string): Promise<number> {
  const link = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name });
  return await link.evaluate((element: HTMLElement) => {
    const clickedMs = performance.now();
    element.click();
    return clickedMs;
  });
}

/** Waits until the page before has nothing left to do: what it still draws is no part of the next one. */
export async function untilAtRest(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
}
