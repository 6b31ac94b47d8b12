import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '#shared/fetching/browser.ts';

/** The packaged Chromium as a person's browser: pages of this machine are reached, and nothing else has to be. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await findChromium(process.env.CHROME_PATH);
  // Root may not use the sandbox in most containers; what is opened here is our own.
  return chromium.launch({ executablePath, chromiumSandbox: false, args: ['--disable-gpu'] });
}
