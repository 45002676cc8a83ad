import type { Protocol } from 'electron';
import { readWindowFile, windowHeaders } from '../window-files.ts';
import { appScheme, isAppUrl } from './origin.ts';

/** Must run before the app is ready. */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built window from `folder` under app://lab, and nothing else. */
export function serveApp(protocol: Protocol, folder: string): void {
  protocol.handle(appScheme, async (request) => {
    if (request.method !== 'GET' || !isAppUrl(request.url)) return refusal(403, 'Forbidden');
    const file = await readWindowFile(folder, new URL(request.url).pathname);
    return file === null
      ? refusal(404, 'Not found')
      : new Response(file.bytes, { headers: { ...windowHeaders, 'content-type': file.contentType } });
  });
}

function refusal(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...windowHeaders, 'content-type': 'text/plain; charset=utf-8' } });
}
