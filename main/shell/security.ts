import type { App, IpcMainEvent, Session, Shell, WebContents } from 'electron';
import { appOrigin, isAppUrl } from './origin.ts';

/** Sites that a link in the window may open in the person's own browser; over HTTPS only. */
const linkableHosts: ReadonlySet<string> = new Set(['arxiv.org', 'doi.org', 'github.com', 'onnxruntime.ai', 'onnx.ai']);

/**
 * Nothing of the operating system is granted to the window: no camera, notification, USB, serial, HID or Bluetooth. Of the clipboard it may
 * only write to it, and only on a click ("Copy details"): Chromium sees to that.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) =>
    decide(permission === 'clipboard-sanitized-write' && isAppUrl(requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => permission === 'clipboard-sanitized-write' && isAppUrl(origin));
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }));
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault();
    choose();
  });
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault();
    choose('');
  });
}

/** Keeps every web content of the app on its own pages. */
export function confineContents(app: App, shell: Shell): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, shell));
}

function confine(contents: WebContents, shell: Shell): void {
  const stayHome = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isAppUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWindowOpenHandler(({ url }) => {
    if (isLinkable(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Whether a URL may be handed to the person's browser. */
export function isLinkable(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null && parsed.protocol === 'https:' && parsed.port === '' && parsed.username === '' && linkableHosts.has(parsed.hostname)
  );
}

/** Whether a message came from a page of the app itself, not from something that it was made to load. */
export function isFromApp(event: IpcMainEvent): boolean {
  return event.senderFrame?.origin === appOrigin;
}
