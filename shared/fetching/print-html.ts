import { launchChromium } from './browser.ts';

/**
 * Our own page as a PDF on A4. It runs no script and loads nothing: the browser has no network, and what the page names is refused.
 * @throws Error when there is no Chromium; its message says how to name one.
 */
export async function printHtml(html: string, chromePath?: string): Promise<Uint8Array> {
  const browser = await launchChromium(chromePath);
  try {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.route('**', (route) => route.abort());
    await page.setContent(html);
    return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  } finally {
    await browser.close();
  }
}
