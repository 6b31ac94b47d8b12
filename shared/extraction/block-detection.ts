import {
  BIG_PAGE_CHARACTERS,
  CHALLENGE_MARKUP,
  JSON_CHALLENGE,
  LOGIN_ADDRESS,
  PROOF_OF_WORK,
} from './block-patterns.ts';
import { BLOCK_PHRASES, CLOSED_PHRASES, LOGIN_TITLE } from './block-phrases.ts';
import { all, first } from './dom.ts';
import { FAULT_WORDS } from './no-results-words.ts';
import type { PageDocument } from './page-document.ts';
import { tileGroups } from './shown-tiles.ts';
import { isShown } from './visible-text.ts';

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
    ({ selector, source, emptyOnly }) =>
      (emptyOnly === undefined || doc.text().length < NEXT_TO_NOTHING) &&
      (selector === undefined || first(doc.root, selector) !== null) &&
      (source === undefined || source.test(doc.page.body)),
  );
  return sign ? `${sign.what} (${sign.vendor})` : null;
}

/** Fewer characters than this and a page says next to nothing. */
const NEXT_TO_NOTHING = 200;

/** A page that says next to nothing and has the browser search for a hash before it lets it on. */
function proofOfWork({ page: { body }, textLength }: PageDocument): string | null {
  if (body.length > MAX_CHALLENGE_CHARACTERS || textLength() > 600) return null;
  return PROOF_OF_WORK.every((part) => part.test(body)) ? 'bot check (proof of work)' : null;
}

function loginWall(doc: PageDocument): string | null {
  if (doc.textLength() > BIG_PAGE_CHARACTERS) return null;
  const addresses = [doc.page.url, doc.meta('og:url') ?? '', refreshTarget(doc) ?? ''];
  const isLogin = addresses.some((address) => LOGIN_ADDRESS.test(address)) || LOGIN_TITLE.test(doc.title());
  return isLogin || isOnlyForm(doc) ? 'login page' : null;
}

/** Where the page sends its reader at once. */
function refreshTarget(doc: PageDocument): string | undefined {
  const refresh = first(doc.root, 'meta[http-equiv="refresh" i]')?.attribs.content ?? '';
  return /^\s*[0-5]\s*;\s*url=['"]?([^'"]+)/i.exec(refresh)?.[1];
}

/** A form with a password and hardly anything else, in data either. */
function isOnlyForm(doc: PageDocument): boolean {
  return (
    doc.page.body.length < MAX_CHALLENGE_CHARACTERS &&
    doc.text().length < 2 * NEXT_TO_NOTHING &&
    all(doc.root, 'input[type="password"]').some((input) => isShown(input, doc.root))
  );
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
  const closed = doc.textLength() > BIG_PAGE_CHARACTERS ? undefined : saysClosed(doc);
  if (closed) return closed;
  return isShell(doc)
    ? 'script shell: the page was saved before its content was rendered'
    : 'no listing could be read: unknown layout';
}

/** What a small page itself gives as the reason: the site is closed, the page failed. A shell says so to readers without scripts only. */
function saysClosed(doc: PageDocument): string | undefined {
  const said = `${doc.title()}\n${doc.text()}`;
  const closed = CLOSED_PHRASES.find(({ phrases }) => phrases.test(said));
  if (closed) return `${closed.what}: the page says "${closed.phrases.exec(said)![0].slice(0, 80)}"`;
  const fault = FAULT_WORDS.exec(said);
  return fault ? `the page failed: it says "${fault[0].slice(0, 80)}"` : undefined;
}

/** Scripts, little text, and nothing that only a drawn page shows: tiles, a price. */
function isShell(doc: PageDocument): boolean {
  if (doc.textLength() >= 1500 || (doc.page.body.match(/<script/gi)?.length ?? 0) < 3) return false;
  return !DRAWN_PRICE.test(doc.text()) && (tileGroups(doc.root, doc.baseUrl)[0]?.size ?? 0) < 3;
}

const DRAWN_PRICE = /[$€£¥₹₽₺₩₫]\s?[1-9]|\d\s?(?:[€₽₺₫₹£]|zł|kr|Kč|Ft|TL|円|元|원)/u;
