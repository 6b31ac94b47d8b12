import { CASE_WORDS } from '#shared/cases/case-words.ts';
import type { Case } from '#shared/domain/case.ts';
import { linkWords } from '#shared/domain/case-link.ts';
import type { StoreFile } from '#shared/domain/store-file.ts';
import type { EarlierOffer } from '#shared/stores/seller-record-store.ts';
import { accountKey, type LinkedAccounts } from '../linked-accounts.ts';
import type { Visitor } from '../services.ts';
import { CaseList } from './case-list.tsx';
import { page } from './layout.tsx';
import { marketplaceName } from './marketplace-name.ts';
import { numbersOf, SellerNetwork } from './seller-network.tsx';
import { SellersText } from './sellers-text.tsx';
import { StoreFileSection } from './store-file.tsx';
import { Told } from './told.tsx';

export type SellerView = {
  brandId: string;
  brandName: string;
  marketplace: string;
  id: string;
  cases: readonly Case[];
  earlier: readonly EarlierOffer[];
  linked: LinkedAccounts;
  file: StoreFile | undefined;
  said: string | undefined;
};

const MOST_SHOWN = 60;

/** What is known of one account: what it offered, and what became of that. */
export function sellerPage(
  visitor: Visitor,
  { brandId, brandName, marketplace, id, cases, earlier, linked, file, said }: SellerView,
) {
  const latest = cases.at(-1)?.listing.seller;
  const byState = [...Map.groupBy(cases, ({ state }) => state)].toSorted((a, b) => b[1].length - a[1].length);
  const contacts = [...new Set(cases.flatMap(({ contactHandles }) => contactHandles))];
  return page(
    visitor,
    { title: 'Seller' },
    <>
      <Told refused={said} />
      <section>
        <h2>
          <SellersText text={latest?.name ?? id} most={120} />
        </h2>
        <p class="soft">
          {marketplaceName(marketplace)}, account <SellersText text={id} most={120} /> · seen for {brandName}
        </p>
        <div class="figures">
          {byState.map(([state, some]) => (
            <div class="figure">
              <strong>{some.length}</strong>
              <span>
                {state === 'flagged' ? <a href={reviewOf(some[0]!)}>{CASE_WORDS[state]}</a> : CASE_WORDS[state]}
              </span>
            </div>
          ))}
        </div>
      </section>
      {contacts.length > 0 ? (
        <section>
          <h2>Contacts in the offers</h2>
          <ul>
            {contacts.slice(0, MOST_SHOWN).map((handle) => (
              <li>
                <SellersText text={handle} most={120} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {linked.accounts.length > 0 ? <Linked {...{ brandId, linked }} /> : null}
      {earlier.length > 0 ? <Earlier earlier={earlier} /> : null}
      {file ? (
        <StoreFileSection
          visitor={visitor}
          file={file}
          back={`/seller?${new URLSearchParams({ brand: brandId, marketplace, id })}`}
        />
      ) : null}
      <section>
        <h2>Offers</h2>
        <CaseList visitor={visitor} cases={cases.slice(-MOST_SHOWN)} />
        {cases.length > MOST_SHOWN ? (
          <p class="soft">
            The latest {MOST_SHOWN} of {cases.length}.
          </p>
        ) : null}
      </section>
    </>,
  );
}

/** Where all that wait of this seller are decided together. */
const reviewOf = ({ id, brandId }: Case) =>
  `/review?${new URLSearchParams({ brand: brandId, case: id, group: 'seller' })}`;

/** Accounts of what may be the same hand, before and after this one. */
const Linked = ({ brandId, linked }: Pick<SellerView, 'brandId' | 'linked'>) => {
  const numbers = numbersOf(linked.accounts);
  return (
    <section id="linked">
      <h2>Linked accounts ({numbers.size})</h2>
      <div class="beside">
        <SellerNetwork {...linked} />
        <div>
          {DIRECTIONS.map(({ when, title }) => {
            const some = linked.accounts.filter((account) => account.when === when);
            return some.length === 0 ? null : (
              <>
                <h3>{title}</h3>
                <ul class="numbered">
                  {some.slice(0, MOST_SHOWN).map(({ marketplace, id, name, reasons, offers }) => (
                    <li>
                      {numbers.get(accountKey({ marketplace, id }))}.{' '}
                      <a href={`/seller?${new URLSearchParams({ brand: brandId, marketplace, id })}`}>
                        <SellersText text={name} most={120} />
                      </a>{' '}
                      <span class="soft">
                        on {marketplaceName(marketplace)}: {offers} {offers === 1 ? 'offer' : 'offers'} with{' '}
                        {linkWords({ reasons })}
                      </span>
                    </li>
                  ))}
                </ul>
              </>
            );
          })}
        </div>
      </div>
      <p class="soft">A link raises the probability a little. It is no finding, and nothing is sent for it.</p>
    </section>
  );
};

const DIRECTIONS = [
  { when: 'earlier', title: 'Whose offers were found before' },
  { when: 'later', title: 'Whose offers came after these' },
] as const;

/** What an imported list says: the newest, each with its day. */
const Earlier = ({ earlier }: Pick<SellerView, 'earlier'>) => (
  <section>
    <h2>Before Markwarden ({earlier.length})</h2>
    <p class="soft">As an imported list says; it counts in the seller's record.</p>
    <ul>
      {earlier.slice(0, MOST_SHOWN).map(({ offer, at, outcome }) => (
        <li>
          {at}: {outcome} <SellersText text={offer} most={120} />
        </li>
      ))}
    </ul>
  </section>
);
