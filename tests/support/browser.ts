import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.js';

/** A real Chromium that looks nothing up by itself. */
export function launchBrowser(): Promise<Browser> {
  const found = findBrowser();
  if (!found.path) throw new Error(found.sentence);
  return chromium.launch({
    executablePath: found.path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
