import { type StoreFile, StoreState } from '#shared/domain/store-file.ts';
import type { BrandInView } from '../brand-in-view.ts';
import type { Visitor } from '../services.ts';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { EmptyState, page } from './layout.tsx';
import { marketplaceName } from './marketplace-name.ts';
import { SellersText } from './sellers-text.tsx';
import { STORE_WORDS } from './store-file.tsx';

export type Stores = {
  at: BrandInView | undefined;
  state: StoreState;
  files: readonly StoreFile[];
  isMore: boolean;
};

/** Repeat sellers by where the file on their store stands. */
export function storesPage(visitor: Visitor, { at, state, files, isMore }: Stores) {
  return page(
    visitor,
    { title: at ? `Stores: ${at.brand.name}` : 'Stores', here: 'stores' },
    at ? (
      <>
        <BrandTabs {...at} path="/stores" />
        <nav aria-label="State">
          <ul class="tabs">
            {StoreState.options.map((each) => (
              <li>
                <a
                  href={`/stores?${new URLSearchParams({ brand: at.brand.id, state: each })}`}
                  aria-current={each === state ? 'true' : undefined}
                >
                  {STORE_WORDS[each]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {files.length === 0 ? (
          <EmptyState title={`No store is ${STORE_WORDS[state]}`}>
            <p>A seller's file begins with the first offer that is removed after a notice.</p>
          </EmptyState>
        ) : (
          <StoreTable files={files} />
        )}
        {isMore ? <p class="soft">There are more than these.</p> : null}
      </>
    ) : (
      <NoBrand visitor={visitor} />
    ),
  );
}

const StoreTable = ({ files }: { files: readonly StoreFile[] }) => (
  <section>
    <table class="stacks">
      <thead>
        <tr>
          <th scope="col">Seller</th>
          <th scope="col">Where</th>
          <th scope="col">Strikes counted</th>
          <th scope="col">Removed</th>
          <th scope="col">Still open</th>
          <th scope="col">Last moved</th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr>
            <th scope="row">
              <a
                href={`/seller?${new URLSearchParams({ brand: file.brandId, marketplace: file.marketplaces[0]!, id: file.sellerId })}`}
              >
                <SellersText text={file.sellerName ?? file.sellerId} most={80} />
              </a>
            </th>
            <td data-of="Where">{file.marketplaces.map(marketplaceName).join(', ')}</td>
            <td data-of="Strikes counted">{file.counted}</td>
            <td data-of="Removed">{file.strikes.length}</td>
            <td data-of="Still open">{file.openOffers}</td>
            <td data-of="Last moved">
              <time datetime={file.updatedAt}>{file.updatedAt.slice(0, 10)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
