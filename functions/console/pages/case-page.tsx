import { CASE_WORDS, doerWords, LABEL_WORDS } from '#shared/cases/case-words.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { type Case, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import { type CaseLink, linkWords } from '#shared/domain/case-link.ts';
import { minuteOf } from '#shared/domain/days.ts';
import { NEEDS } from '#shared/domain/membership.ts';
import type { CaseEvidence } from '#shared/evidence/case-evidence.ts';
import { NO_NOTICE } from '#shared/notices/case-claims.ts';
import type { Visitor } from '../services.ts';
import { BroughtBy } from './brought-by.tsx';
import { CaseList } from './case-list.tsx';
import { ClaimsPossible } from './claims-possible.tsx';
import { EvidenceViewer } from './evidence-viewer.tsx';
import { CsrfField, page } from './layout.tsx';
import { OfferComparison, PriceBar, SellerFacts } from './offer-comparison.tsx';
import { HarmSum, Reasons, WithCases } from './reasons.tsx';
import { SampleData } from './sample-data.tsx';
import { OfferTitle, SellersText, webAddress } from './sellers-text.tsx';
import { StatedClaimSection } from './stated-claim.tsx';
import { TestBuys } from './test-buys.tsx';
import { Told } from './told.tsx';
import { TranslateForm } from './translation.tsx';

export type CaseView = {
  brand: Brand;
  record: Case;
  ofSeller: readonly Case[];
  evidence: CaseEvidence;
  now: Date;
  /** Why something was not done. */
  said: string | undefined;
  /** What was. */
  done: string | undefined;
};

const MOST_RELATED = 12;

/** Everything about one case, and the way back. */
export function casePage(visitor: Visitor, { brand, record, ofSeller, evidence, now, said, done }: CaseView) {
  const { listing } = record;
  const related = ofSeller.filter(({ id }) => id !== record.id).slice(-MOST_RELATED);
  const address = webAddress(listing.url);
  return page(
    visitor,
    { title: `Case: ${CASE_WORDS[record.state]}` },
    <>
      <Told said={done} refused={said} />
      <article class="case" aria-labelledby="offer">
        <h2 id="offer">
          <OfferTitle title={listing.title} />
        </h2>
        <Ways {...{ visitor, record, address }} />
        <BroughtBy listing={listing} />
        <TranslateForm visitor={visitor} record={record} />
        <SampleData record={record} />
        <div class="look">
          <OfferComparison brand={brand} record={record} session={visitor.session} />
          <div>
            <PriceBar brand={brand} record={record} />
            <h3>Seller</h3>
            <SellerFacts record={record} ofSeller={ofSeller} />
            {listing.seller?.id ? (
              <p>
                <a
                  href={`/seller?${new URLSearchParams({ brand: brand.id, marketplace: listing.marketplace, id: listing.seller.id })}`}
                >
                  All of this seller's cases
                </a>
              </p>
            ) : null}
            <h3>Harm</h3>
            <HarmSum record={record} />
          </div>
        </div>
        <ClaimsPossible {...{ record, brand, now }} />
        <Reasons record={record} />
      </article>
      <EvidenceViewer {...{ visitor, record, evidence }} />
      <StatedClaimSection {...{ visitor, record, brand }} />
      <TestBuys {...{ visitor, record }} />
      <Links record={record} />
      <Colleagues {...{ visitor, record }} />
      <History {...{ visitor, record }} />
      {related.length > 0 ? (
        <section>
          <h2>Of the same seller</h2>
          <CaseList visitor={visitor} cases={related} />
        </section>
      ) : null}
    </>,
  );
}

const Ways = ({ record, address }: { record: Case; address: string | undefined }) => (
  <p class="ways">
    {WAITS_FOR_A_PERSON.includes(record.state) ? (
      <a href={`/review?${new URLSearchParams({ brand: record.brandId, case: record.id })}`}>Decide it in Review</a>
    ) : null}
    {address ? (
      <a href={address} target="_blank" rel="noopener noreferrer">
        The offer's page now
      </a>
    ) : null}
    {record.noticeId ? <a href={`/notice?id=${encodeURIComponent(record.noticeId)}`}>Its notice</a> : null}
    <a href="#evidence">Evidence: what was captured</a>
    {record.relistingOf ? (
      <a href={`/case?id=${encodeURIComponent(record.relistingOf)}`}>The removed case before it</a>
    ) : null}
  </p>
);

const Links = ({ record: { links, linkedFrom } }: { record: Case }) =>
  links.length + linkedFrom.length > 0 ? (
    <section>
      <h2>Cases that it belongs with</h2>
      <ul>
        {[...Map.groupBy(links, linkSentence)].map(([sentence, some]) => (
          <li>
            {sentence}: <Offers caseIds={some.map(({ caseId }) => caseId)} />
          </li>
        ))}
        {linkedFrom.length > 0 ? (
          <li>
            Found later: <Offers caseIds={linkedFrom} />
          </li>
        ) : null}
      </ul>
      <p>
        <small>
          A link raises the probability a little. It is no finding about this offer, and nothing is sent for it.
        </small>
      </p>
    </section>
  ) : null;

const Offers = ({ caseIds }: { caseIds: readonly string[] }) => (
  <>
    {caseIds.map((caseId, index) => (
      <>
        {index > 0 ? ', ' : ''}
        <a href={`/case?id=${encodeURIComponent(caseId)}`}>offer {caseId.split('~')[2]}</a>
      </>
    ))}
  </>
);

const linkSentence = (link: CaseLink): string =>
  `${link.continues ? 'It continues removed ones' : 'Confirmed ones'}, by ${linkWords(link)}`;

/** Where it went and what was written on it, in the order of time. */
const told = ({ events, remarks }: Case) =>
  [
    ...events.map(({ at, to, by, why, label }) => ({
      at,
      what: label ? LABEL_WORDS[label] : CASE_WORDS[to],
      by,
      text: why,
    })),
    ...remarks.map(({ at, by, text }) => ({ at, what: 'note', by, text })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : 1));

const Colleagues = ({ visitor, record }: { visitor: Visitor; record: Case }) => {
  if (!visitor.access.may(NEEDS.remark, record.brandId)) return null;
  const own = visitor.access.actor.replace(/^analyst:/, '');
  return (
    <section id="colleagues">
      <h2>Colleagues</h2>
      <div class="deeds">
        <form method="post" action="/case/remark">
          <CsrfField token={visitor.session.csrfToken} />
          <input type="hidden" name="id" value={record.id} />
          <label class="note">
            <span>Note</span>
            <input type="text" name="text" maxlength={1000} required autocomplete="off" />
          </label>
          <button type="submit" class="quiet">
            Add it
          </button>
        </form>
        <form method="post" action="/case/assign">
          <CsrfField token={visitor.session.csrfToken} />
          <input type="hidden" name="id" value={record.id} />
          <label class="note">
            <span>Assigned to</span>
            <input
              type="text"
              name="to"
              maxlength={200}
              autocomplete="off"
              value={record.assigned ?? ''}
              placeholder={own}
            />
          </label>
          <button type="submit" class="quiet">
            Assign
          </button>
          <button type="submit" name="to" value={own} class="quiet">
            To me
          </button>
        </form>
      </div>
      <p class="soft">Whose it is hides it from nobody; an empty address gives it back to everybody.</p>
    </section>
  );
};

/** What kept a notice from being written stands in parts elsewhere on the page; here it is one long line, folded up. */
const WhyMoved = ({ text, brandId }: { text: string; brandId: string }) =>
  text.startsWith(NO_NOTICE) ? (
    <details class="inline">
      <summary>{NO_NOTICE}</summary>
      <SellersText text={text.slice(NO_NOTICE.length + 2)} most={1000} />
    </details>
  ) : (
    <WithCases text={text.slice(0, 1000)} brandId={brandId} />
  );

const History = ({ visitor, record }: { visitor: Visitor; record: Case }) => (
  <section>
    <h2>History</h2>
    <ol class="history">
      {told(record).map(({ at, what, by, text }) => (
        <li>
          <time datetime={at}>{minuteOf(at)}</time> <strong>{what}</strong> by <bdi>{doerWords(by)}</bdi>:{' '}
          <WhyMoved text={text} brandId={record.brandId} />
        </li>
      ))}
    </ol>
    {WAITS_FOR_A_PERSON.includes(record.state) ? null : (
      <form method="post" action="/case/reopen" class="deeds">
        <CsrfField token={visitor.session.csrfToken} />
        <input type="hidden" name="id" value={record.id} />
        <label class="note">
          <span>Reopen, because</span>
          <input type="text" name="why" maxlength={1000} required autocomplete="off" />
        </label>
        <button type="submit" class="quiet">
          Reopen
        </button>
      </form>
    )}
  </section>
);
