import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 AA, and what axe itself thinks is good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with the page as it is shown now, one line each: "rule: selector". Colours of the media setting in force. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Not as a script element: the page's own policy forbids those, and stays in force.
  await page.evaluate(AXE);
  return run(page, TAGS);
}

/** Of a page that was looked at already, what else the colours of the other setting make wrong. */
export const colourProblems = (page: Page): Promise<string[]> => run(page, { type: 'rule', values: COLOUR_RULES });

const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

async function run(page: Page, runOnly: axe.RunOptions['runOnly']): Promise<string[]> {
  const results = await page.evaluate(
    // For what is in order it need not find out what to call it.
    (only) => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: only, resultTypes: ['violations'] }),
    runOnly,
  );
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
