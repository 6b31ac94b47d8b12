import type { Document } from 'domhandler';
import { scanHtml } from './html-scanner.ts';
import { HostilePageError, treeBuilder } from './html-tree.ts';
import { drawShadowRoots } from './shadow-roots.ts';

export type ParsedHtml = { root: Document; hostile?: undefined } | { root?: undefined; hostile: string };

/** HTML → tree under limits on depth, nodes and time. A page that trips them comes back as a sentence, never as a crash. */
export function parseHtml(html: string): ParsedHtml {
  const builder = treeBuilder();
  try {
    scanHtml(html, builder);
    const root = builder.end();
    if (builder.hasShadowRoots()) drawShadowRoots(root);
    return { root };
  } catch (error) {
    if (error instanceof HostilePageError || error instanceof RangeError) return { hostile: error.message };
    throw error;
  }
}
