import type { Brand } from '#shared/domain/brand.ts';
import { rightKey, rightName } from '#shared/domain/right.ts';
import { searchOf } from '#shared/domain/watched-search.ts';
import { ownerOf } from '#shared/notices/owner-of.ts';

/** One part of a registered brand that a file changes; `lost`: what is registered and not in the file. */
export type BrandChange = { what: string; before: string; after: string; lost: string[] };

/**
 * Rights, permissions and who must never be enforced against: what people enter once and would miss only when a notice fails or
 * hits the wrong seller. Watches, products and mode are changed every day.
 */
const NEVER_LOST_UNSEEN = new Set([
  'marks',
  'rights',
  'authorised sellers',
  'owner',
  'rights owner',
  'reporter',
  'authority',
  'authorities',
  'documents',
]);

export const mustBeAsked = ({ what, lost }: BrandChange): boolean => lost.length > 0 && NEVER_LOST_UNSEEN.has(what);

/** What replacing the one by the other changes of what scans and notices rest on; empty when they say the same. */
export function brandChanges(before: Brand, after: Brand): BrandChange[] {
  const list = (what: string, pick: (brand: Brand) => readonly string[]) => listChange(what, pick(before), pick(after));
  const one = (what: string, pick: (brand: Brand) => string | undefined) =>
    valueChange(what, pick(before), pick(after));
  return [
    list('names', ({ fingerprint }) => fingerprint.names),
    list('marks', ({ marks }) => marks.map(({ text, office, number }) => `${text} (${office} ${number})`)),
    list('rights', ({ rights = [] }) =>
      rights.map((right) => `${right.type} ${rightName(right)} (${rightKey(right)})`),
    ),
    list('documents', documentsOf),
    list('authorised sellers', ({ fingerprint }) =>
      fingerprint.authorisedSellers.map(({ marketplace, sellerId }) => `${sellerId} on ${marketplace}`),
    ),
    list('watches', ({ watches }) =>
      watches.flatMap((watch) => watch.marketplaces.map((each) => `"${searchOf(watch)}" on ${each}`)),
    ),
    list('products', ({ fingerprint }) => fingerprint.products.map(({ sku, name }) => `${sku} ${name}`)),
    one('owner', ({ owner }) => owner),
    one('rights owner', ({ contacts }) => contacts.rightsOwner?.name),
    one('reporter', ({ contacts }) => contacts.reporter?.name),
    one(
      'authority',
      ({ contacts }) => contacts.authority && `${contacts.authority.signedBy}, ${contacts.authority.signedAt}`,
    ),
    list('authorities', ({ authorities = [] }) =>
      authorities.map(({ grantor, grantee, signedAt }) => `${grantor} to ${grantee}, ${signedAt}`),
    ),
    list('e-mails', ({ alerts }) => alerts.emails),
    one('mode', ({ enforcement }) => enforcement.mode),
  ].flatMap((change) => change ?? []);
}

function documentsOf(brand: Brand): string[] {
  const { rights, authorities } = ownerOf(brand);
  return [
    ...rights.flatMap((right) => right.files.map(({ kind, key }) => `${kind} of ${rightName(right)} (${key})`)),
    ...authorities.flatMap(({ grantee, file }) => (file ? [`authority of ${grantee} (${file.key})`] : [])),
  ];
}

/** "marks: 2 → 1, without NORDHAVN (EUIPO 018765432)"; holds what the file says, so a terminal gets it cleaned. */
export function changeWords({ what, before, after, lost }: BrandChange): string {
  const without = lost.filter((entry) => entry !== before);
  return `${what}: ${before} → ${after}${without.length > 0 ? `, without ${without.join(', ')}` : ''}`;
}

function listChange(what: string, before: readonly string[], after: readonly string[]): BrandChange | undefined {
  const lost = before.filter((entry) => !after.includes(entry));
  if (lost.length === 0 && after.every((entry) => before.includes(entry))) return undefined;
  return { what, before: String(before.length), after: String(after.length), lost };
}

/** Another value is no loss: it is told, and replaces the one before. */
function valueChange(what: string, before = 'none', after = 'none'): BrandChange | undefined {
  if (before === after) return undefined;
  return { what, before, after, lost: after === 'none' ? [before] : [] };
}
