import type { Brand } from '#shared/domain/brand.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import type { BrandInView } from '../brand-in-view.ts';
import { pictureAddress } from '../pictures.ts';
import type { Visitor } from '../services.ts';
import { BrandTabs } from './brand-tabs.tsx';
import { EmptyState, page } from './layout.tsx';
import { SellersText, webAddress } from './sellers-text.tsx';

export type BrandView = BrandInView & { yaml: string };

/** The rest stands on pages of its own: a catalogue of thousands is no page. */
const MOST_PRODUCTS = 60;
const MOST_ROWS = 100;
const MOST_YAML = 40_000;

/** What is genuine, who may sell it, what is watched and what may be done: everything that scans and notices rest on. */
export function brandPage(visitor: Visitor, view: BrandView | undefined) {
  return page(
    visitor,
    { title: view ? view.brand.name : 'Brand', here: 'brand' },
    view ? (
      <>
        <BrandTabs {...view} path="/brand" />
        <Policy brand={view.brand} />
        <Products brand={view.brand} visitor={visitor} />
        <Sellers brand={view.brand} />
        <Watches brand={view.brand} />
        <Rights brand={view.brand} />
        <File {...view} mayChange={visitor.access.may('administer', view.brand.id)} />
      </>
    ) : (
      <EmptyState title="No brand is registered yet" />
    ),
  );
}

const MODES: Record<Brand['enforcement']['mode'], string> = {
  shadow: 'In shadow: everything is prepared, and nothing is sent.',
  review: 'Nothing leaves without somebody.',
  auto: 'Notices leave by themselves where that is proved.',
};

const Policy = ({ brand: { enforcement, alerts } }: { brand: Brand }) => (
  <section>
    <h2>Policy</h2>
    <ul>
      <li>
        {MODES[enforcement.mode]}
        {enforcement.fourEyes ? ' Two people approve each notice.' : ''}
      </li>
      <li>
        Shown to somebody from {formatProbability(enforcement.reviewAt)}, expedited from{' '}
        {formatProbability(enforcement.expediteAt)}; at most {enforcement.dailyCap} offers in notices a day.
      </li>
      <li>
        Of what looks harmless {formatProbability(enforcement.auditShare)} is shown all the same, to learn what is
        missed.
      </li>
      <li>
        E-mails: {alerts.emails.length > 0 ? alerts.emails.join(', ') : 'nobody'}; digest {alerts.digest}, at once from{' '}
        {formatProbability(alerts.criticalAt)}.
      </li>
    </ul>
  </section>
);

const Products = ({ brand: { id, fingerprint }, visitor }: { brand: Brand; visitor: Visitor }) => (
  <section>
    <h2>Products ({fingerprint.products.length})</h2>
    {fingerprint.products.length === 0 ? <p>None: prices are not compared.</p> : null}
    <ul class="products">
      {fingerprint.products.slice(0, MOST_PRODUCTS).map(({ sku, name, price, images, safety }) => {
        const picture = images.find(webAddress);
        return (
          <li>
            {picture ? (
              <img src={pictureAddress(visitor, picture)} alt="" width={96} height={96} loading="lazy" />
            ) : (
              <span class="no-picture">no picture</span>
            )}
            <strong>
              <SellersText text={name} most={120} />
            </strong>
            <span class="soft">
              <code>{sku}</code> · {price.amount} {price.currency}
              {safety ? ' · can hurt somebody' : ''}
            </span>
          </li>
        );
      })}
    </ul>
    <p>
      {fingerprint.products.length > MOST_PRODUCTS ? `and ${fingerprint.products.length - MOST_PRODUCTS} more. ` : ''}
      <a href={`/brand/products?${new URLSearchParams({ brand: id })}`}>
        All of them, and importing from a shop's feed
      </a>
    </p>
  </section>
);

const Sellers = ({ brand: { fingerprint } }: { brand: Brand }) => (
  <section>
    <h2>Authorised sellers ({fingerprint.authorisedSellers.length})</h2>
    {fingerprint.authorisedSellers.length === 0 ? <p>None: every seller is looked at.</p> : null}
    <ul>
      {fingerprint.authorisedSellers.slice(0, MOST_ROWS).map(({ marketplace, sellerId }) => (
        <li>
          <SellersText text={sellerId} /> <span class="soft">on {marketplace}</span>
        </li>
      ))}
    </ul>
    <Rest all={fingerprint.authorisedSellers.length} shown={MOST_ROWS} />
  </section>
);

const Watches = ({ brand: { id, watches } }: { brand: Brand }) => (
  <section>
    <h2>Watches ({watches.length})</h2>
    {watches.length === 0 ? <p>None: nothing is searched for.</p> : null}
    <ul>
      {watches.slice(0, MOST_ROWS).map(({ keyword, marketplaces, every, pages, excluded, priority }) => (
        <li>
          <SellersText text={keyword} />{' '}
          <span class="soft">
            on {marketplaces.join(', ')}; every {every}, {pages} {pages === 1 ? 'page' : 'pages'}
            {priority ? ', first' : ''}
            {excluded.length > 0 ? `, without ${excluded.join(', ')}` : ''}
          </span>
        </li>
      ))}
    </ul>
    <Rest all={watches.length} shown={MOST_ROWS} />
    <p>
      <a href={`/scans?${new URLSearchParams({ brand: id })}`}>How they went</a>
    </p>
  </section>
);

const Rights = ({ brand: { marks, rights = [], contacts } }: { brand: Brand }) => (
  <section>
    <h2>Rights ({marks.length + rights.length})</h2>
    {marks.length + rights.length === 0 ? <p>None: no notice can be sent.</p> : null}
    <ul>
      {marks.map(({ text, office, number, jurisdictions, expires }) => (
        <li>
          <SellersText text={text} />{' '}
          <span class="soft">
            {office} {number}, {jurisdictions.join(', ')}, until {expires.slice(0, 10)}
          </span>
        </li>
      ))}
    </ul>
    {rights.length > 0 ? <p>{rights.length} more in the file below.</p> : null}
    <p>
      Owner: {contacts.rightsOwner ? <SellersText text={contacts.rightsOwner.name} /> : 'not named'}; reporter:{' '}
      {contacts.reporter ? <SellersText text={contacts.reporter.name} /> : 'not named'}; authority:{' '}
      {contacts.authority ? `signed ${contacts.authority.signedAt}` : 'not on file'}.
    </p>
  </section>
);

const File = ({ brand, yaml, mayChange }: BrandView & { mayChange: boolean }) => (
  <section>
    <h2>As a file</h2>
    <p>
      <a href={`/brand.yaml?${new URLSearchParams({ brand: brand.id })}`}>Download {brand.id}.yaml</a>
    </p>
    <p>
      {mayChange ? (
        <>
          Change it and register it again: <code>npx markwarden brand add {brand.id}.yaml</code> names every mistake
          with its line, and asks before a right or an authorised seller is lost.
        </>
      ) : (
        'Whoever administers this brand may change it.'
      )}
    </p>
    {yaml.length <= MOST_YAML ? (
      <details>
        <summary>Show it</summary>
        <pre class="file" tabindex={0}>
          {yaml}
        </pre>
      </details>
    ) : null}
  </section>
);

const Rest = ({ all, shown }: { all: number; shown: number }) =>
  all > shown ? <p class="soft">and {all - shown} more in the file below</p> : null;
