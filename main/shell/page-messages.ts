import type { WebFrameMain } from 'electron';
import type { ShellMessage } from '../../preload/contract/shell-message.ts';

/** What the shell says to the window's page. It waits while there is no page that listens. */
export class PageMessages {
  #page: Pick<WebFrameMain, 'postMessage'> | undefined;
  #waiting: ShellMessage[] = [];

  say(message: ShellMessage): void {
    if (this.#page === undefined) this.#waiting.push(message);
    else this.#page.postMessage('lab:message', message);
  }

  /** The page has asked for the lab: from now on it listens. */
  listen(page: Pick<WebFrameMain, 'postMessage'>): void {
    this.#page = page;
    for (const message of this.#waiting.splice(0)) this.say(message);
  }

  /** The page is gone: its window was closed, or it loads anew. */
  stop(): void {
    this.#page = undefined;
  }
}
