import type { Browser, BrowserContext } from 'playwright-core';

export type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;

/** What a browser keeps of somebody who has opened a one-time link and pressed its button. */
export async function signIn(browser: Browser, url: string): Promise<SignedIn> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('form button').click();
  const kept = await context.storageState();
  await context.close();
  return kept;
}
