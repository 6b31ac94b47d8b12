import { embeddedJson } from '#shared/extraction/embedded-json.ts';
import { at, isObject, type JsonObject } from '#shared/extraction/json-path.ts';
import { asCount, asShare, asText } from '#shared/extraction/listing-fields.ts';
import { openPage, type PageDocument } from '#shared/extraction/page-document.ts';
import type { Page, SellerReading } from '#shared/extraction/reading.ts';
import { readSearch } from './search.ts';
import { flight } from './state-item.ts';

/** A member's profile; its items are loaded by script, so the page seldom has any. */
export function readSeller(page: Page): SellerReading {
  const { coverage, reason, listings } = readSearch(page);
  const doc = openPage(page);
  const user = 'hostile' in doc || coverage === 'blocked' ? undefined : memberOf(doc);
  if (!user) return { coverage: coverage === 'empty' ? 'unreadable' : coverage, reason, seller: null, listings };
  const closed = isOfAddress(user, page.url) ? bannedForGood(user) : undefined;
  if (closed) return { coverage: 'complete', seller: null, listings, closed };
  const seller = {
    id: asText(user.id, 256),
    name: asText(user.login, 256),
    rating: asShare(user.feedback_reputation),
    feedbackCount: asCount(user.feedback_count),
    location: asText(user.country_title_local ?? user.country_title ?? user.country_code, 256),
  };
  const known = Object.fromEntries(Object.entries(seller).filter(([, value]) => value !== undefined));
  return { coverage: 'complete', seller: known, listings };
}

/** Vinted's own record of the member. A ban that ends, or of which the record does not say that it stays, closes nothing. */
function bannedForGood({
  is_account_banned,
  is_account_ban_permanent,
  account_ban_date,
}: JsonObject): string | undefined {
  if (is_account_banned !== true || is_account_ban_permanent !== true) return undefined;
  const since = asText(account_ban_date, 10);
  return `Vinted's record of the member says that the account is banned for good${since ? `, since ${since}` : ''}`;
}

/** The page may hold records of others, such as who left feedback: whose store is closed must be the member that was asked for. */
function isOfAddress({ id, login }: JsonObject, url: string): boolean {
  const [, named] = /\/(?:member|users)\/([^/?#]+)/.exec(url) ?? [];
  return named !== undefined && (/^\d+/.exec(named)?.[0] === String(id) || named === login);
}

function memberOf(doc: PageDocument): JsonObject | undefined {
  const user = at(doc.json, 'user') ?? embeddedJson(flight(doc), '"user":');
  return isObject(user) && typeof user.login === 'string' ? user : undefined;
}
