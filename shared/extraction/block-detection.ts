import { absoluteUrl } from './absolute-url.ts';
import {
  BIG_PAGE_CHARACTERS,
  CHALLENGE_MARKUP,
  CHECK_ADDRESS,
  JSON_CHALLENGE,
  LOGIN_ADDRESS,
  PROOF_OF_WORK,
} from './block-patterns.ts';
import {
  BLOCK_PHRASES,
  CLOSED_PHRASES,
  CONSENT_BUTTON,
  CONSENT_WORDS,
  LOGIN_TITLE,
  MAINTENANCE,
} from './block-phrases.ts';
import { all, first, textOf } from './dom.ts';
import { isObject } from './json-path.ts';
import { FAULT_WORDS } from './no-results-words.ts';
import type { PageDocument } from './page-document.ts';
import { parsePrice } from './price.ts';
import { mostTiles } from './shown-tiles.ts';
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
    const refusal =
      doc.page.status === 503 && MAINTENANCE.test(`${doc.title()}\n${doc.text()}`)
        ? undefined
        : REFUSALS[doc.page.status];
    return refusal ? `HTTP ${doc.page.status}: ${refusal}` : null;
  }
  if (doc.json !== undefined) return jsonChallenge(doc);
  return (
    challengeMarkup(doc) ??
    proofOfWork(doc) ??
    sentToCheck(doc) ??
    loginWall(doc) ??
    blockPhrase(doc) ??
    consentWall(doc)
  );
}

function jsonChallenge({ json, page: { body } }: PageDocument): string | null {
  if (body.length >= BIG_PAGE_CHARACTERS) return null;
  if (JSON_CHALLENGE.test(body)) return 'bot check in place of data';
  const parts = isObject(json) ? [json, json.error, json.meta].filter(isObject) : [];
  const refused = parts
    .flatMap(({ status, code, statusCode, status_code }) => [status, code, statusCode, status_code])
    .map((one) => REFUSALS[Number(one)])
    .find((refusal) => refusal !== undefined);
  if (refused) return `${refused}, as the answer says`;
  const said = parts.map(({ message }) => message).find((one) => typeof one === 'string' && REFUSAL_MESSAGE.test(one));
  return said === undefined ? null : `the answer says "${String(said).slice(0, 80)}"`;
}

const REFUSAL_MESSAGE =
  /^(?:forbidden|unauthori[sz]ed|access denied|too many requests|(?:please )?log ?in(?: required)?|login required)\b/i;

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
  const addresses = [doc.page.url, doc.meta('og:url') ?? '', sentTo(doc) ?? ''];
  const isLogin = addresses.some((address) => LOGIN_ADDRESS.test(address)) || LOGIN_TITLE.test(doc.title());
  return isLogin || isOnlyForm(doc) ? 'login page' : null;
}

/** Where the page sends its reader at once: by its head, or by a script where it says next to nothing. */
function sentTo(doc: PageDocument): string | undefined {
  const refresh = first(doc.root, 'meta[http-equiv="refresh" i]')?.attribs.content ?? '';
  const target = /^\s*[0-5]\s*;\s*url=['"]?([^'"]+)/i.exec(refresh)?.[1];
  if (target !== undefined || doc.page.body.length > BIG_PAGE_CHARACTERS || doc.text().length > NEXT_TO_NOTHING)
    return target;
  return SENT_BY_SCRIPT.exec(doc.page.body)?.[1];
}

const SENT_BY_SCRIPT = /\blocation(?:\.href\s*=|\.(?:replace|assign)\(|\s*=)\s*["']([^"']{1,500})["']/;

function sentToCheck(doc: PageDocument): string | null {
  const target = sentTo(doc);
  return CHECK_ADDRESS.test(target ?? '') ? 'bot check: the page sends its reader to one' : null;
}

/** Nothing but a choice about cookies: no search, no menu, no goods, whether these are what was looked for or not. */
function consentWall(doc: PageDocument): string | null {
  if (doc.textLength() > 1500 || !CONSENT_WORDS.test(doc.text()) || isShell(doc) || showsPrice(doc)) return null;
  if (first(doc.root, 'nav, main a[href], input[type="search"], form[role="search"]')) return null;
  return all(doc.root, 'button, a[role="button"], input[type="submit"]').some((button) =>
    CONSENT_BUTTON.test(textOf(button, 60) || (button.attribs.value ?? '').trim()),
  )
    ? 'consent page: nothing is shown before a choice about cookies'
    : null;
}

/** What a subscription without advertisements costs a month is the price of no goods. */
function showsPrice(doc: PageDocument): boolean {
  if (!DRAWN_PRICE.test(doc.text())) return false;
  const { text, blocks } = doc.visible();
  return blocks.some(({ start }, index) => {
    const said = text.slice(start, blocks[index + 1]?.start);
    return DRAWN_PRICE.test(said) && parsePrice(said) !== null;
  });
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
    if (match && !(BESIDE_GOODS.has(what) && showsTiles(doc)))
      return `${what}: the page says "${match[0].slice(0, 80)}"`;
  }
  return null;
}

/** What a page may also say in a corner, with its goods drawn. */
const BESIDE_GOODS = new Set(['login page', 'consent page', 'geo-block', 'age gate', 'app only']);

const showsTiles = (doc: PageDocument): boolean => mostTiles(doc) >= 3;

const MAX_CHALLENGE_CHARACTERS = 100_000;

/** For a page that was read but gave nothing: a script shell needs a browser, anything else is a layout we do not know. */
export function unreadablePage(doc: PageDocument): string {
  if (doc.page.body.trim() === '') return 'empty body';
  if (doc.json !== undefined) return 'an answer of unknown shape';
  if (doc.page.status >= 400) return `HTTP ${doc.page.status}`;
  const closed = doc.textLength() > BIG_PAGE_CHARACTERS ? undefined : (saysClosed(doc) ?? sentElsewhere(doc));
  if (closed) return closed;
  return isShell(doc)
    ? 'script shell: the page was saved before its content was rendered'
    : 'no listing could be read: unknown layout';
}

/** What a small page itself gives as the reason: the site is closed, the page failed. A shell says so to readers without scripts only. */
function saysClosed(doc: PageDocument): string | undefined {
  const said = `${doc.title()}\n${doc.text()}`;
  const closed = CLOSED_PHRASES.find(({ phrases }) => phrases.test(said));
  if (closed) return `${closed.what}: the page says "${closed.phrases.exec(said)![0].trim().slice(0, 80)}"`;
  const fault = FAULT_WORDS.exec(said);
  return fault ? `the page failed: it says "${fault[0].slice(0, 80)}"` : undefined;
}

function sentElsewhere(doc: PageDocument): string | undefined {
  const target = absoluteUrl(sentTo(doc) ?? '', doc.baseUrl);
  const [from, to] = [doc.baseUrl, target ?? ''].map((address) => (URL.canParse(address) ? new URL(address).host : ''));
  return to !== '' && to !== from ? `the page sends its reader to another site: ${to!.slice(0, 80)}` : undefined;
}

/** Scripts, little text, and nothing that only a drawn page shows: tiles, a price. */
function isShell(doc: PageDocument): boolean {
  if (doc.textLength() >= 1500 || (doc.page.body.match(/<script/gi)?.length ?? 0) < 3) return false;
  return !DRAWN_PRICE.test(doc.text()) && !showsTiles(doc);
}

const DRAWN_PRICE = /[$€£¥₹₽₺₩₫]\s?[1-9]|\d\s?(?:[€₽₺₫₹£]|zł|kr|Kč|Ft|TL|円|元|원)/u;
