import { chromium, type Browser } from 'playwright-core';
import { needs } from '../../helpers/requirements.ts';

const executablePath = '/usr/bin/chromium';

/** For node:test's `skip` option. */
export function withoutChromium(): string | false {
  return needs(executablePath);
}

/** The system's Chromium, without a network of its own: nothing is fetched but what the test serves. */
export function launchChromium(): Promise<Browser> {
  const args = [
    '--no-sandbox', // tests may run as root
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, headless: true, args });
}
