import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/** Styles may be inline: components place and colour single elements. Scripts may not. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Go with every answer to the window, also with refusals. */
export const windowHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

export interface WindowFile {
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The file of the built window in `folder` behind a URL's path (still percent-encoded), or null where there is none or the path would lead
 * out of the folder. A path without extension is a page, and every page is index.html: the window routes.
 */
export async function readWindowFile(folder: string, pathname: string): Promise<WindowFile | null> {
  const path = decodePath(pathname);
  if (path === null) return null;
  const name = extname(path) === '' ? '/index.html' : path;
  const contentType = contentTypes[extname(name)];
  const file = resolve(folder, `.${name}`);
  if (contentType === undefined || !file.startsWith(resolve(folder) + sep)) return null;
  try {
    return { contentType, bytes: new Uint8Array(await readFile(file)) };
  } catch {
    return null; // whatever the reason, the window learns no more than that
  }
}

function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return path.startsWith('/') && !/[\\\0]/.test(path) && !path.split('/').includes('..') ? path : null;
  } catch {
    return null;
  }
}
