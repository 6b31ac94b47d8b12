import { CASE_WORDS, doerWords } from '#shared/cases/case-words.ts';
import { CASES_AN_HOUR, type Grouping } from '#shared/cases/review-order.ts';
import { type Case, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import type { LastDecision } from '#shared/stores/people-store.ts';
import type { BrandInView } from '../brand-in-view.ts';
import { pictureAddress } from '../pictures.ts';
import type { Visitor } from '../services.ts';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { BroughtBy } from './brought-by.tsx';
import { ClaimsPossible } from './claims-possible.tsx';
import { DecisionForm } from './decision-form.tsx';
import { CsrfField, EmptyState, page } from './layout.tsx';
import { marketplaceName } from './marketplace-name.ts';
import { unbroken } from './no-break.ts';
import { OfferComparison, PriceBar, SellerFacts } from './offer-comparison.tsx';
import { HarmSum, Reasons } from './reasons.tsx';
import { SampleData } from './sample-data.tsx';
import { OfferTitle, SellersText, webAddress } from './sellers-text.tsx';
import { TranslateForm } from './translation.tsx';

export type Review = {
  at: BrandInView;
  record: Case | undefined;
  /** Drawn by lot from below what an hour reaches. */
  drawn: boolean;
  next: Case | undefined;
  previousId: string | undefined;
  place: number;
  waiting: number;
  isMore: boolean;
  /** 0..1 */
  hourCovers: number;
  groups: readonly { by: Grouping; size: number }[];
  group: Grouping | undefined;
  /** The part of the queue that is worked through; undefined: all of it. */
  only: 'proposed' | 'mine' | undefined;
  proposed: number;
  mine: number;
  together: readonly Case[];
  ofSeller: readonly Case[];
  now: Date;
  /** What could not be done. */
  said: string | undefined;
  undo: (LastDecision & { leftMs: number }) | undefined;
};

/** One case at a time, the most harmful first. */
export function reviewPage(visitor: Visitor, review: Review) {
  const { at, next } = review;
  const record = review.record!;
  const { listing } = record;
  const address = webAddress(listing.url);
  return page(
    visitor,
    { title: `Review: ${at.brand.name}`, here: 'review' },
    <>
      <BrandTabs {...at} path="/review" />
      <Notices visitor={visitor} review={review} />
      <Parts {...review} />
      <QueueLine {...review} />
      <article
        class="case"
        aria-labelledby="offer"
        data-ahead={next?.listing.imageUrls[0] && pictureAddress(visitor, next.listing.imageUrls[0], next.id)}
      >
        <h2 id="offer">
          {address ? (
            <a href={address} target="_blank" rel="noopener noreferrer" data-key="l">
              <OfferTitle title={listing.title} />
            </a>
          ) : (
            <OfferTitle title={listing.title} />
          )}
        </h2>
        <p class="soft">
          {unbroken(formatProbability(record.verdict.probability))} that it infringes ·{' '}
          {marketplaceName(listing.marketplace)}
          {listing.rank ? ` · place ${listing.rank} in the search` : ''}
          {listing.sponsored ? ', sponsored' : ''}
          {listing.stockCount === undefined ? '' : ` · ${listing.stockCount.toLocaleString('en')} in stock`} · found{' '}
          <time datetime={record.openedAt}>{record.openedAt.slice(0, 10)}</time>
          {record.relistingOf ? ' · back after a removal' : ''}
          {review.drawn || record.selectionProbability ? ' · drawn by lot, to see what the order hides' : ''}
          {WAITS_FOR_A_PERSON.includes(record.state) ? '' : ` · decided already: ${CASE_WORDS[record.state]}`}
        </p>
        <BroughtBy listing={listing} />
        <TranslateForm visitor={visitor} record={record} />
        <SampleData record={record} />
        <div class="look whole">
          <OfferComparison brand={at.brand} record={record} session={visitor.session} />
          <div class="side">
            <Said record={record} />
            <DecisionForm visitor={visitor} record={record} together={review.together} only={review.only} />
            <Groups {...review} />
            <PriceBar brand={at.brand} record={record} />
            <h3>Seller</h3>
            <SellerFacts record={record} ofSeller={review.ofSeller} />
            <h3>Harm</h3>
            <HarmSum record={record} />
          </div>
          <div class="why">
            <ClaimsPossible record={record} brand={at.brand} now={review.now} />
            <Reasons record={record} />
            {listing.description ? (
              <details>
                <summary>Description</summary>
                <p>
                  <SellersText text={listing.description} most={4000} />
                </p>
              </details>
            ) : null}
          </div>
        </div>
      </article>
      <Keys />
    </>,
  );
}

const addressOf = (record: Case, only: Review['only'], more: Record<string, string> = {}) =>
  `/review?${new URLSearchParams({ brand: record.brandId, case: record.id, ...(only && { only }), ...more })}`;

/** The queue, and the parts of it that are for somebody. */
const Parts = ({ at, only, proposed, mine }: Review) => {
  if (proposed + mine === 0 && !only) return null;
  const part = (label: string, key?: 'proposed' | 'mine') => (
    <li>
      <a
        href={`/review?${new URLSearchParams({ brand: at.brand.id, ...(key && { only: key }) })}`}
        aria-current={only === key ? 'true' : undefined}
      >
        {label}
      </a>
    </li>
  );
  return (
    <nav aria-label="Part of the queue">
      <ul class="tabs">
        {part('All')}
        {part(`To confirm (${proposed})`, 'proposed')}
        {part(`Mine (${mine})`, 'mine')}
      </ul>
    </nav>
  );
};

/** What colleagues said of it. */
const Said = ({ record: { proposed, assigned, remarks } }: { record: Case }) => (
  <>
    {assigned ? (
      <p>
        Assigned to <bdi>{assigned}</bdi>
      </p>
    ) : null}
    {remarks.slice(-3).map(({ by, text }) => (
      <p class={proposed?.by === by ? 'mid' : 'soft'}>
        <bdi>{doerWords(by)}</bdi>: {text}
      </p>
    ))}
  </>
);

const QueueLine = ({ record, next, previousId, place, waiting, isMore, hourCovers, at, only }: Review) => (
  <div class="queue">
    <p>
      {place} of {waiting}
      {isMore ? '+' : ''} waiting.{' '}
      {waiting > CASES_AN_HOUR
        ? unbroken(
            `60 minutes today (${CASES_AN_HOUR} cases at 20 seconds) cover ${Math.floor(100 * hourCovers)} % of the harm${isMore ? ` of the first ${waiting}` : ''}.`,
          )
        : 'An hour covers them all.'}
    </p>
    <nav aria-label="Cases">
      {previousId ? (
        <a
          data-key="k"
          aria-keyshortcuts="k"
          href={`/review?${new URLSearchParams({ brand: at.brand.id, case: previousId, ...(only && { only }) })}`}
        >
          Back <kbd>K</kbd>
        </a>
      ) : null}{' '}
      {next ? (
        <a data-key="j" aria-keyshortcuts="j" href={addressOf(next, only)}>
          Skip <kbd>J</kbd>
        </a>
      ) : null}{' '}
      {record ? (
        <a data-key="e" aria-keyshortcuts="e" href={`/case?id=${encodeURIComponent(record.id)}`}>
          Open case <kbd>E</kbd>
        </a>
      ) : null}{' '}
      <a href={`/find-picture?${new URLSearchParams({ brand: at.brand.id })}`}>Search by picture</a>
    </nav>
  </div>
);

const Groups = ({ record, groups, group, only }: Review) => (
  <nav aria-label="Group" class="groups">
    {groups.map(({ by, size }, index) =>
      size > 1 ? (
        <a
          href={addressOf(record!, only, { group: by })}
          data-key={String(index + 1)}
          aria-keyshortcuts={String(index + 1)}
          aria-current={by === group ? 'true' : undefined}
        >
          {size} with this {by} <kbd>{index + 1}</kbd>
        </a>
      ) : null,
    )}
    {group && groups.some(({ by, size }) => by === group && size > 1) ? (
      <a href={addressOf(record!, only)} data-key="0" aria-keyshortcuts="0">
        Only this one <kbd>0</kbd>
      </a>
    ) : null}
  </nav>
);

/** What was just done, with the way back, and what could not be done. */
const Notices = ({ visitor, review: { said, undo } }: { visitor: Visitor; review: Review }) => (
  <div aria-live="polite">
    {said ? (
      <p class="said bad" role="alert">
        {said}
      </p>
    ) : null}
    {undo ? (
      <form method="post" action="/review/undo" class="said" data-gone-after={undo.leftMs}>
        <CsrfField token={visitor.session.csrfToken} />
        <span>
          {undo.caseIds.length === 1 ? 'One case' : `${undo.caseIds.length} cases`}: {undo.what}.
        </span>
        <button type="submit" class="quiet" data-key="u" aria-keyshortcuts="u">
          Undo <kbd>U</kbd>
        </button>
      </form>
    ) : null}
  </div>
);

const KEYS = [
  ['C', 'it infringes'],
  ['N', 'it does not infringe'],
  ['A', 'the seller is authorised'],
  ['G', 'grey market'],
  ['O', 'out of scope'],
  ['S', 'later: asked again in a week'],
  ['U', 'undo, for half a minute'],
  ['J / K', 'skip, go back'],
  ['1 2 3 / 0', 'decide with the seller, the picture, the text in common / this one alone'],
  ['M', 'other offers with this picture'],
  ['E', 'open the case'],
  ['L', 'open the offer itself'],
  ['T', "the seller's words in English, where a translator is set up"],
  ['/', 'write a note (Esc leaves it)'],
  ['?', 'these keys'],
] as const;

const Keys = () => (
  <details class="keys">
    <summary data-key="?">
      Keys <kbd>?</kbd>
    </summary>
    <dl>
      {KEYS.map(([key, what]) => (
        <div>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  </details>
);

/** Nothing waits: with the way on. */
export function nothingToReview(visitor: Visitor, review: Review | undefined) {
  return page(
    visitor,
    { title: review ? `Review: ${review.at.brand.name}` : 'Review', here: 'review' },
    review ? (
      <>
        <BrandTabs {...review.at} path="/review" />
        <Notices visitor={visitor} review={review} />
        <Parts {...review} />
        <EmptyState title="Nothing waits for you">
          <p>What the next scans find shows up here, the most harmful first.</p>
          <p>
            <a class="button" href={`/?brand=${encodeURIComponent(review.at.brand.id)}`}>
              Today
            </a>{' '}
            <a href={`/find-picture?brand=${encodeURIComponent(review.at.brand.id)}`}>Search by picture</a>
          </p>
        </EmptyState>
      </>
    ) : (
      <NoBrand visitor={visitor} />
    ),
  );
}
