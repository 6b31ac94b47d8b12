import {
  BIG_PAGE_CHARACTERS,
  BLOCK_PHRASES,
  CHALLENGE_MARKUP,
  JSON_CHALLENGE,
  LOGIN_ADDRESS,
  LOGIN_TITLE,
  PROOF_OF_WORK,
} from './block-patterns.ts';
import { first } from './dom.ts';
import type { PageDocument } from './page-document.ts';
import { tileGroups } from './shown-tiles.ts';

/** Statuses that are a refusal whatever the body says. 503 is how several venues answer robots. */
const REFUSALS: Record<number, string> = {
  401: 'sign-in demanded',
  403: 'access denied',
  407: 'proxy sign-in demanded',
  429: 'too many requests',
  451: 'unavailable for legal reasons (geo-block)',
  503: 'service refused',
};

/**
 * Why a page is a block page (captcha, bot check, login, consent, geo-block, access denied), as one sentence; null when it is none.
 * `status` looks at the HTTP status only and comes first; `page` looks at the content and is asked only when nothing could be read,
 * yet it is strict enough to stand alone: no good page of our corpus is called a block page.
 */
export function blockPageOf(doc: PageDocument, by: 'status' | 'page'): string | null {
  if (by === 'status') {
    const refusal = REFUSALS[doc.page.status];
    return refusal ? `HTTP ${doc.page.status}: ${refusal}` : null;
  }
  if (doc.json !== undefined) return jsonChallenge(doc);
  return challengeMarkup(doc) ?? proofOfWork(doc) ?? loginWall(doc) ?? blockPhrase(doc);
}

function jsonChallenge({ page: { body } }: PageDocument): string | null {
  return body.length < BIG_PAGE_CHARACTERS && JSON_CHALLENGE.test(body) ? 'bot check in place of data' : null;
}

/** Markup that only the challenge page itself has: the vendors' scripts also run on good pages, so those prove nothing. */
function challengeMarkup(doc: PageDocument): string | null {
  if (doc.textLength() > BIG_PAGE_CHARACTERS) return null;
  const sign = CHALLENGE_MARKUP.find(
    ({ selector, source }) =>
      (selector === undefined || first(doc.root, selector) !== null) &&
      (source === undefined || source.test(doc.page.body)),
  );
  return sign ? `${sign.what} (${sign.vendor})` : null;
}

/** A page that says next to nothing and has the browser search for a hash before it lets it on. */
function proofOfWork({ page: { body }, textLength }: PageDocument): string | null {
  if (body.length > MAX_CHALLENGE_CHARACTERS || textLength() > 600) return null;
  return PROOF_OF_WORK.every((part) => part.test(body)) ? 'bot check (proof of work)' : null;
}

function loginWall(doc: PageDocument): string | null {
  if (doc.textLength() > BIG_PAGE_CHARACTERS) return null;
  const byAddress = LOGIN_ADDRESS.test(doc.page.url) || LOGIN_ADDRESS.test(doc.meta('og:url') ?? '');
  return byAddress || LOGIN_TITLE.test(doc.title()) ? 'login page' : null;
}

function blockPhrase(doc: PageDocument): string | null {
  if (doc.textLength() > BIG_PAGE_CHARACTERS) return null;
  const said = `${doc.title()}\n${doc.text()}`;
  for (const { what, phrases } of BLOCK_PHRASES) {
    const match = phrases.exec(said);
    if (match) return `${what}: the page says "${match[0].slice(0, 80)}"`;
  }
  return null;
}

const MAX_CHALLENGE_CHARACTERS = 100_000;

/** For a page that was read but gave nothing: a script shell needs a browser, anything else is a layout we do not know. */
export function unreadablePage(doc: PageDocument): string {
  if (doc.page.body.trim() === '') return 'empty body';
  if (doc.json !== undefined) return 'an answer of unknown shape';
  if (doc.page.status >= 400) return `HTTP ${doc.page.status}`;
  return isShell(doc)
    ? 'script shell: the page was saved before its content was rendered'
    : 'no listing could be read: unknown layout';
}

/** Scripts, little text, and nothing that only a drawn page shows: tiles, a price. */
function isShell(doc: PageDocument): boolean {
  if (doc.textLength() >= 1500 || (doc.page.body.match(/<script/gi)?.length ?? 0) < 3) return false;
  return !DRAWN_PRICE.test(doc.text()) && (tileGroups(doc.root, doc.baseUrl)[0]?.size ?? 0) < 3;
}

const DRAWN_PRICE = /[$€£¥₹₽₺₩₫]\s?[1-9]|\d\s?(?:[€₽₺₫₹£]|zł|kr|Kč|Ft|TL|円|元|원)/u;
