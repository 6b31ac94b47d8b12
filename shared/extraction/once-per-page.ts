import { keptOn } from './kept-on.ts';
import type { PageDocument } from './page-document.ts';

/** A fact about the whole page that many cards ask for, such as its country site: found once, kept as long as the page. */
export const oncePerPage: <T>(find: (doc: PageDocument) => T) => (doc: PageDocument) => T = keptOn;
