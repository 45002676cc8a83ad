import type { App, Session } from 'electron';
import { isAppUrl } from './origin.ts';

/** Before the app is ready: nothing of Chromium looks anything up by itself. */
export function silenceChromium(app: App): void {
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'no-pings'])
    app.commandLine.appendSwitch(name);
}

/** The window reaches no network at all, whatever its content asks for. Devices are the lab's own process' to reach. */
export function cutOffNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isLocal(details.url) }));
}

function isLocal(url: string): boolean {
  return isAppUrl(url) || /^(blob|data|devtools):/.test(url);
}
