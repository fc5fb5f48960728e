import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { findProgram, installPackage } from './find-program.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** An installed Chromium or Chrome, else Playwright's download, else Debian's package. */
export function findBrowser() {
  const installed = process.env.TEST_BROWSER ?? findProgram(names);
  if (installed) return { path: installed };
  const downloaded = chromium.executablePath();
  if (downloaded && existsSync(downloaded)) return { path: downloaded };
  installPackage('chromium');
  const path = findProgram(names);
  const sentence =
    'no Chromium or Chrome was found; install one (apt-get install chromium), or set TEST_BROWSER to its path';
  return path ? { path } : { sentence };
}
