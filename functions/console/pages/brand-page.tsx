import type { Child } from 'hono/jsx';
import { fieldName } from '#shared/brands/brand-file.ts';
import type { BrandWarning } from '#shared/brands/brand-warning.ts';
import { isReached } from '#shared/domain/alert-address.ts';
import type { Brand } from '#shared/domain/brand.ts';
import { EVERY_BRAND } from '#shared/domain/membership.ts';
import { formatMoney, moneyFromMajor } from '#shared/domain/money.ts';
import { formatProbability } from '#shared/domain/verdict.ts';
import type { Reach } from '../alert-addresses.ts';
import type { BrandInView } from '../brand-in-view.ts';
import type { BrandPartName } from '../brand-parts.ts';
import { pictureAddress } from '../pictures.ts';
import type { Visitor } from '../services.ts';
import { AddressList } from './alert-addresses.tsx';
import { partAddress } from './brand-edit-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { CsrfField, EmptyState, page } from './layout.tsx';
import { marketplaceName } from './marketplace-name.ts';
import { periodWords } from './period-words.ts';
import { SellersText, webAddress } from './sellers-text.tsx';
import { Told } from './told.tsx';

export type BrandView = BrandInView & {
  /** Of a valid profile, what will not do what its author expects. */
  warnings: readonly BrandWarning[];
  reach: Reach;
  /** What was just done. */
  said?: string;
};

/** The rest stands on pages of its own: a catalogue of thousands is no page. */
const MOST_PRODUCTS = 60;
const MOST_ROWS = 100;
const MOST_WARNINGS = 20;

/** What is genuine, who may sell it, what is watched and what may be done: everything that scans and notices rest on. */
export function brandPage(visitor: Visitor, view: BrandView | undefined) {
  return page(
    visitor,
    { title: view ? view.brand.name : 'Brand', here: 'brand' },
    view ? (
      <>
        <BrandTabs {...view} path="/brand" />
        <Told said={view.said} />
        <Warnings {...view} />
        <Policy {...{ visitor, ...view }} />
        <Alerts {...{ visitor, ...view }} />
        <Products {...{ visitor, ...view }} />
        <Sellers {...{ visitor, ...view }} />
        <Watches {...{ visitor, ...view }} />
        <Rights {...{ visitor, ...view }} />
        <File {...{ visitor, ...view }} />
      </>
    ) : (
      <NoBrand visitor={visitor} />
    ),
  );
}

const MODES: Record<Brand['enforcement']['mode'], string> = {
  shadow: 'In shadow: everything is prepared, and nothing is sent.',
  review: 'Nothing leaves without somebody.',
  auto: 'Notices leave by themselves where that is proved.',
};

type Shown = { visitor: Visitor; brand: Brand };

const Policy = ({ visitor, brand }: Shown) => {
  const { enforcement } = brand;
  return (
    <section>
      <Heading {...{ visitor, brand }} part="policy">
        Policy
      </Heading>
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
          {enforcement.auditShare > 0
            ? `Of what looks harmless ${Math.round(1000 * enforcement.auditShare) / 10}\u00a0% is shown all the same, to learn what is missed.`
            : 'What looks harmless is shown to nobody: what is missed is not known.'}
        </li>
      </ul>
    </section>
  );
};

const Alerts = ({ visitor, brand: { id, alerts }, reach }: Shown & { reach: Reach }) => (
  <section id="alerts">
    <h2>Alerts</h2>
    <p>
      Digest {alerts.digest}, at once from {formatProbability(alerts.criticalAt)}.
    </p>
    <AddressList {...reach} />
    {visitor.access.may('administer', id) && reach.addresses?.some((each) => !isReached(each)) ? (
      <form method="post" action="/brand/alerts/ask">
        <CsrfField token={visitor.session.csrfToken} />
        <input type="hidden" name="brand" value={id} />
        <button type="submit">Have AWS write to them again</button>
      </form>
    ) : null}
    {visitor.access.may('administer', id) ? (
      <p>
        <a href={`/brand/webhook?${new URLSearchParams({ brand: id })}`}>
          Webhook: news to an address of yours, or Slack
        </a>
      </p>
    ) : null}
  </section>
);

const Products = ({ brand: { id, fingerprint }, visitor }: Shown) => (
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
              <code>{sku}</code> · {formatMoney(moneyFromMajor(price.amount, price.currency)).replace(' ', '\u00a0')}
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

const Sellers = ({ visitor, brand }: Shown) => {
  const { fingerprint } = brand;
  return (
    <section>
      <Heading {...{ visitor, brand }} part="sellers">
        Authorised sellers ({fingerprint.authorisedSellers.length})
      </Heading>
      {fingerprint.authorisedSellers.length === 0 ? <p>None: every seller is looked at.</p> : null}
      <ul>
        {fingerprint.authorisedSellers.slice(0, MOST_ROWS).map(({ marketplace, sellerId }) => (
          <li>
            <SellersText text={sellerId} /> <span class="soft">on {marketplaceName(marketplace)}</span>
          </li>
        ))}
      </ul>
      <Rest all={fingerprint.authorisedSellers.length} shown={MOST_ROWS} />
    </section>
  );
};

const Watches = ({ visitor, brand }: Shown) => {
  const { id, watches } = brand;
  return (
    <section>
      <Heading {...{ visitor, brand }} part="watches">
        Watches ({watches.length})
      </Heading>
      {watches.length === 0 ? <p>None: nothing is searched for.</p> : null}
      <ul>
        {watches.slice(0, MOST_ROWS).map(({ keyword, seller, marketplaces, every, pages, excluded, priority }) => (
          <li>
            {seller === undefined ? null : 'All offers of '}
            <SellersText text={keyword ?? seller ?? ''} />{' '}
            <span class="soft">
              on {marketplaces.map(marketplaceName).join(', ')}; every {periodWords(every)}, {pages}{' '}
              {pages === 1 ? 'page' : 'pages'}
              {priority ? ', before the others' : ''}
              {excluded.length > 0 ? `, without ${excluded.join(', ')}` : ''}
            </span>
          </li>
        ))}
      </ul>
      <Rest all={watches.length} shown={MOST_ROWS} />
      <p>
        <a href={`/scans?${new URLSearchParams({ brand: id })}`}>How they went</a>
        {' · '}
        <a href={`/brand/keywords?${new URLSearchParams({ brand: id })}`}>Keywords to add</a>
      </p>
    </section>
  );
};

const Rights = ({ visitor, brand }: Shown) => {
  const { marks, rights = [], contacts } = brand;
  return (
    <section>
      <Heading {...{ visitor, brand }} part="names">
        Rights ({marks.length + rights.length})
      </Heading>
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
      {rights.length > 0 ? <p>{rights.length} more in the file.</p> : null}
      <p>
        Owner: {contacts.rightsOwner ? <SellersText text={contacts.rightsOwner.name} /> : 'not named'}; reporter:{' '}
        {contacts.reporter ? <SellersText text={contacts.reporter.name} /> : 'not named'}; authority:{' '}
        {contacts.authority ? `signed ${contacts.authority.signedAt}` : 'not on file'}.
      </p>
      <p>
        <a href={`/brand/papers?${new URLSearchParams({ brand: brand.id })}`}>
          Papers: certificates, photos, powers of attorney
        </a>
      </p>
    </section>
  );
};

const File = ({ visitor, brand }: Shown) => (
  <section>
    <h2>As a file</h2>
    <p>
      <a href={`/brand.yaml?${new URLSearchParams({ brand: brand.id })}`}>Download {brand.id}.yaml</a>
      {visitor.access.may('administer', brand.id) ? (
        <>
          {' · '}
          <a href={`/brand/file?${new URLSearchParams({ brand: brand.id })}`}>Edit it as a file</a>
        </>
      ) : (
        '. Whoever administers this brand may change it.'
      )}
      {visitor.access.may('administer', EVERY_BRAND) ? (
        <>
          {' · '}
          <a href="/brand/new">Register another brand</a>
        </>
      ) : null}
    </p>
  </section>
);

const Warnings = ({ warnings }: BrandView) =>
  warnings.length > 0 ? (
    <section class="warnings">
      <h2>Probably not meant ({warnings.length})</h2>
      <ul>
        {warnings.slice(0, MOST_WARNINGS).map(({ path, message }) => (
          <li>
            <code>{fieldName(path)}</code>: <SellersText text={message} />
          </li>
        ))}
      </ul>
      {warnings.length > MOST_WARNINGS ? <p class="soft">and {warnings.length - MOST_WARNINGS} more</p> : null}
    </section>
  ) : null;

/** A part's heading, with the way to its form for who may change it. */
const Heading = ({ visitor, brand, part, children }: Shown & { part: BrandPartName; children?: Child }) => (
  <div class="heading">
    <h2>{children}</h2>
    {visitor.access.may('administer', brand.id) ? (
      <a href={partAddress(brand, part)} aria-label={`Change: ${part}`}>
        Change
      </a>
    ) : null}
  </div>
);

/** Nothing here yet, and how to begin. */
export const NoBrand = ({ visitor }: { visitor: Visitor }) => (
  <EmptyState title="No brand is registered yet">
    {visitor.access.may('administer', EVERY_BRAND) ? (
      <p>
        <a class="button" href="/brand/new">
          Register a brand
        </a>
      </p>
    ) : (
      <p>Whoever looks after this installation registers one.</p>
    )}
  </EmptyState>
);

const Rest = ({ all, shown }: { all: number; shown: number }) =>
  all > shown ? <p class="soft">and {all - shown} more in the file</p> : null;
