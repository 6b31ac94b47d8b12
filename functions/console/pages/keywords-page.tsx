import { type SuggestedKeywords, whyWords } from '#shared/watches/suggest-keywords.ts';
import type { BrandName } from '../brand-in-view.ts';
import type { Visitor } from '../services.ts';
import { partAddress } from './brand-edit-page.tsx';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { EmptyState, page } from './layout.tsx';
import { marketplaceName } from './marketplace-name.ts';
import { SellersText } from './sellers-text.tsx';

export type KeywordsView = SuggestedKeywords & { brand: BrandName; brands: readonly BrandName[] };

/** Searches that nobody has set, each with what it would have found. */
export function keywordsPage(visitor: Visitor, view: KeywordsView | undefined) {
  return page(
    visitor,
    { title: view ? `${view.brand.name}: keywords` : 'Keywords', here: 'brand' },
    view ? (
      <>
        <BrandTabs {...view} path="/brand/keywords" />
        <section>
          <h2>Keywords to add</h2>
          <p class="wide">
            From the titles of the latest {view.confirmed} offers that went after a notice or are noticed, held against{' '}
            {view.cleared} that were cleared. A search is counted as finding each title that has all of its words; what
            strangers offer under the same words nobody here knows before it is tried.
          </p>
          {view.suggestions.length > 0 ? <Suggestions visitor={visitor} {...view} /> : <None />}
        </section>
      </>
    ) : (
      <NoBrand visitor={visitor} />
    ),
  );
}

const None = () => (
  <EmptyState title="Nothing to suggest yet">
    <p>It takes confirmed offers of two sellers or more that share words which no watch searches for.</p>
  </EmptyState>
);

const Suggestions = ({ visitor, brand, suggestions }: KeywordsView & { visitor: Visitor }) => (
  <table class="stacks">
    <thead>
      <tr>
        <th scope="col">Search for</th>
        <th scope="col">Why</th>
        <th scope="col">Would have found</th>
        <th scope="col">Which no watch finds</th>
        <th scope="col">Cleared ones too</th>
        <th scope="col">Where</th>
      </tr>
    </thead>
    <tbody>
      {suggestions.map(({ keyword, why, found, missed, cleared, marketplaces, examples }) => (
        <tr>
          <th scope="row">
            <SellersText text={keyword} most={120} />
          </th>
          <td>{whyWords({ why, keyword })}</td>
          <td data-of="Would have found">
            {found}{' '}
            <small>
              {examples.map((id, index) => (
                <>
                  {index > 0 ? ', ' : ''}
                  <a href={`/case?${new URLSearchParams({ id })}`} aria-label={`Offer ${index + 1} with ${keyword}`}>
                    {index + 1}
                  </a>
                </>
              ))}
            </small>
          </td>
          <td data-of="Which no watch finds">{missed}</td>
          <td data-of="Cleared ones too">{cleared}</td>
          <td>
            {marketplaces.map(marketplaceName).join(', ')}
            {visitor.access.may('administer', brand.id) ? (
              <>
                <br />
                <a
                  href={`${partAddress(brand, 'watches')}&${new URLSearchParams({ keyword, marketplaces: marketplaces.join(', ') })}`}
                  aria-label={`Try it: ${keyword}`}
                >
                  Try{'\u00a0'}it
                </a>
              </>
            ) : null}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
