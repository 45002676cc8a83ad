/** The window's own address. `app` is registered as a standard scheme, so that this is also its origin. */
export const appScheme = 'app';
export const appHost = 'lab';
export const appOrigin = `${appScheme}://${appHost}`;

/** Whether a URL belongs to the window itself. Compared piece by piece: outside Chromium, URL.origin is "null" for this scheme. */
export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === `${appScheme}:` && parsed.host === appHost;
}
