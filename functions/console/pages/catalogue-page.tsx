import type { FeedReport } from '#shared/catalogue/import-feed.ts';
import { FeedFormat } from '#shared/catalogue/read-feed.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { formatMoney, moneyFromMajor } from '#shared/domain/money.ts';
import { MAX_FORM_BYTES } from '#shared/intake/bring.ts';
import type { ProductStore } from '#shared/stores/product-store.ts';
import type { Visitor } from '../services.ts';
import { CsrfField, page as framed } from './layout.tsx';
import { SellersText } from './sellers-text.tsx';

/** What became of a feed that was just sent. */
export type CatalogueOutcome = { report?: FeedReport; dryRun?: boolean; refused?: string };

type CatalogueView = CatalogueOutcome & {
  brand: Brand;
  page: Awaited<ReturnType<ProductStore['page']>>;
  isFirst: boolean;
};

const FORMATS: Record<FeedFormat, string> = {
  'google-xml': 'Google Merchant, XML',
  'google-tsv': 'Google Merchant, table',
  shopify: 'Shopify products.json',
  csv: 'Table (CSV) with a header',
  jsonl: 'Products as in the brand’s file, one JSON object a line',
};
const MOST_MB = Math.floor(MAX_FORM_BYTES / 1_000_000);

/** All products of a brand, page by page, and how a shop's feed gets into them. */
export function cataloguePage(visitor: Visitor, view: CatalogueView) {
  const { brand, page, isFirst } = view;
  const at = (more: Record<string, string>) => `/brand/products?${new URLSearchParams({ brand: brand.id, ...more })}`;
  return framed(
    visitor,
    { title: `${brand.name}: products`, here: 'brand' },
    <>
      <p>
        <a href={`/brand?${new URLSearchParams({ brand: brand.id })}`}>{brand.name}</a>
      </p>
      {visitor.access.may('administer', brand.id) ? <ImportForm visitor={visitor} brand={brand} /> : null}
      <Outcome {...view} />
      <section>
        <h2>Products ({brand.fingerprint.products.length})</h2>
        {page.products.length === 0 ? <p>None: prices are not compared.</p> : null}
        <ul>
          {page.products.map(({ source, product: { sku, name, price } }) => (
            <li>
              <strong>
                <SellersText text={name} most={120} />
              </strong>{' '}
              <span class="soft">
                <SellersText text={sku} most={60} /> · {formatMoney(moneyFromMajor(price.amount, price.currency))} ·{' '}
                {source === 'file' ? "in the brand's file" : 'imported'}
              </span>
            </li>
          ))}
        </ul>
        <p>
          {isFirst ? null : <a href={at({})}>From the beginning</a>}{' '}
          {page.next ? <a href={at({ after: page.next })}>More</a> : null}
        </p>
      </section>
    </>,
  );
}

const ImportForm = ({ visitor, brand }: { visitor: Visitor; brand: Brand }) => (
  <section aria-labelledby="import">
    <h2 id="import">Take them from a shop's feed</h2>
    <form method="post" action="/brand/products" enctype="multipart/form-data" class="bring">
      <CsrfField token={visitor.session.csrfToken} />
      <input type="hidden" name="brand" value={brand.id} />
      <label class="field">
        <span>Feed</span>
        <input
          type="file"
          name="file"
          required
          aria-describedby="feed-size"
          data-most-bytes={MOST_MB * 1_000_000}
          data-too-large={`At most ${MOST_MB} MB here; a larger one goes by npx markwarden brand import.`}
        />
        <small id="feed-size">
          At most {MOST_MB} MB; a larger one, or a table with columns of other names, goes by{' '}
          <code>npx markwarden brand import</code>.
        </small>
      </label>
      <label class="field">
        <span>What it is</span>
        <select name="format">
          {FeedFormat.options.map((format) => (
            <option value={format}>{FORMATS[format]}</option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>Currency of prices that name none</span>
        <input type="text" name="currency" maxlength={3} placeholder="EUR" autocomplete="off" />
      </label>
      <div class="actions">
        {/* The first one is what Enter does. */}
        <button type="submit" name="what" value="check" class="quiet">
          Only check it
        </button>
        <button type="submit" name="what" value="import">
          Import it
        </button>
      </div>
    </form>
  </section>
);

const Outcome = ({ report, dryRun, refused }: CatalogueOutcome) => {
  if (refused !== undefined)
    return (
      <p class="said bad" role="alert">
        <span>
          Nothing was taken in. <SellersText text={refused} most={600} />
        </span>
      </p>
    );
  if (!report) return null;
  const { rows, products, added, changed, unchanged, notInFeed, lost, problems, problemCount } = report;
  return (
    <>
      <p class={lost > 0 ? 'said bad' : 'said'} role="status">
        {dryRun ? 'Checked, and nothing was changed: ' : 'Imported: '}
        {rows} rows, {products} products; {added} {dryRun ? 'would be added' : 'added'}, {changed} changed, {unchanged}{' '}
        as before, {lost} rows not taken.{' '}
        {notInFeed > 0 ? `${notInFeed} imported before are not in this feed and stay.` : ''}
      </p>
      {problems.length > 0 ? (
        <details open={lost > 0}>
          <summary>What was not taken as it stands ({problemCount})</summary>
          <ul>
            {problems.map(({ place, field, message, isLost }) => (
              <li>
                Line {place}: <SellersText text={`${field} ${message}`} most={300} />
                {isLost ? '; the product is not taken' : ''}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
};
