import type { Child } from 'hono/jsx';
import { CASE_WORDS } from '#shared/cases/case-words.ts';
import type { Case } from '#shared/domain/case.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import type { Visitor } from '../services.ts';
import { marketplaceName } from './marketplace-name.ts';
import { unbroken } from './no-break.ts';
import { Picture } from './offer-comparison.tsx';
import { OfferTitle } from './sellers-text.tsx';

/** Cases, the latest first, with their pictures. */
export const CaseList = ({ visitor, cases }: { visitor: Visitor; cases: readonly Case[] }) => (
  <ul class="case-list">
    {cases
      .toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
      .map((record) => (
        <CaseLine visitor={visitor} record={record} />
      ))}
  </ul>
);

/** `children`: what this list says of it besides. */
export const CaseLine = ({ visitor, record, children }: { visitor: Visitor; record: Case; children?: Child }) => {
  const { id, listing, verdict, state, openedAt } = record;
  return (
    <li>
      <Picture session={visitor.session} url={listing.imageUrls[0]} caseId={id} alt="" />
      <div>
        <a href={`/case?id=${encodeURIComponent(id)}`}>
          <OfferTitle title={listing.title} most={140} />
        </a>
        {children}
        <small>
          {CASE_WORDS[state]} · {unbroken(formatProbability(verdict.probability))} ·{' '}
          {listing.price ? formatMoney(listing.price) : 'no price'} · {marketplaceName(listing.marketplace)} ·{' '}
          <time datetime={openedAt}>{openedAt.slice(0, 10)}</time>
        </small>
      </div>
    </li>
  );
};
