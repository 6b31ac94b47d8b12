import type { Brand } from '#shared/domain/brand.ts';
import { type Case, WAITS_FOR_A_PERSON } from '#shared/domain/case.ts';
import { formatMoney, moneyFromMajor } from '#shared/domain/money.ts';
import type { ReferenceProduct } from '#shared/domain/product.ts';
import { convertedAmount } from '#shared/products/exchange.ts';
import { priceIn } from '#shared/products/price-reference.ts';
import { matchedProducts } from '#shared/products/product-matching.ts';
import type { Session } from '#shared/stores/people-store.ts';
import { pictureAddress } from '../pictures.ts';
import { SellersText } from './sellers-text.tsx';

const MOST_PICTURES = 5;

/** The genuine product that the offer names, as far as it names one. */
export const genuineProduct = (brand: Brand, record: Case): ReferenceProduct | undefined =>
  matchedProducts(brand, record.listing)[0]?.product;

/** What is offered and what is genuine, side by side. */
export function OfferComparison({ brand, record, session }: { brand: Brand; record: Case; session: Session }) {
  const product = genuineProduct(brand, record);
  const [first, ...others] = record.listing.imageUrls.slice(0, MOST_PICTURES);
  const genuine = [...(product?.images ?? []), ...brand.fingerprint.images].find((url) => /^https?:/.test(url));
  return (
    <div class="comparison">
      <figure>
        <Picture session={session} url={first} caseId={record.id} alt="The offer's first picture" />
        <figcaption>
          Offered
          {record.evidence
            ? `, captured on ${record.evidence.capturedAt.slice(0, 10)} (as it is now where nothing was captured)`
            : ''}
        </figcaption>
        {first ? (
          <a href={moreLikeThis(record.id)} data-key="m" aria-keyshortcuts="m">
            More with this picture <kbd>M</kbd>
          </a>
        ) : null}
        {others.length > 0 ? (
          <ul class="thumbnails" aria-label="More pictures of the offer">
            {others.map((url, index) => (
              <li>
                <Picture session={session} url={url} caseId={record.id} alt={`The offer's picture ${index + 2}`} />
              </li>
            ))}
          </ul>
        ) : null}
      </figure>
      <figure>
        <Picture
          session={session}
          url={genuine}
          caseId={record.id}
          alt={product ? `Genuine: ${product.name}` : 'A genuine product'}
        />
        <figcaption>
          {product ? `Genuine: ${product.name}` : 'Genuine (no product of the catalogue is named)'}
        </figcaption>
      </figure>
    </div>
  );
}

/** Where offers with a picture like one of this case's are shown. */
export const moreLikeThis = (caseId: string, picture = 0): string =>
  `/find-picture?${new URLSearchParams({ case: caseId, ...(picture > 0 && { picture: String(picture) }) })}`;

/** A picture from elsewhere, by way of the proxy: of the case's evidence where that has it. */
export const Picture = ({
  session,
  url,
  caseId,
  alt,
}: {
  session: Session;
  url: string | undefined;
  caseId: string;
  alt: string;
}) =>
  url ? (
    <img src={pictureAddress({ session }, url, caseId)} alt={alt} loading="eager" decoding="async" />
  ) : (
    <div class="no-picture">No picture on file</div>
  );

/** What the brand has agreed on with others about the product. */
const Terms = ({ product: { outletPrice, minimumAdvertisedPrice, licensee } }: { product: ReferenceProduct }) => {
  const shown = ({ amount, currency }: ReferenceProduct['price']) => formatMoney(moneyFromMajor(amount, currency));
  const terms = [
    ...(outletPrice ? [`the brand's outlets ask ${shown(outletPrice)}`] : []),
    ...(minimumAdvertisedPrice ? [`dealers may advertise it from ${shown(minimumAdvertisedPrice)}`] : []),
    ...(licensee ? [`made under a licence by ${licensee}`] : []),
  ];
  return terms.length > 0 ? <p class="soft">{terms.join('; ')}</p> : null;
};

/** The price asked as a part of the genuine one, to scale. */
export function PriceBar({ brand, record }: { brand: Brand; record: Case }) {
  const { price } = record.listing;
  const product = genuineProduct(brand, record);
  if (!price) return <p>No price on the page.</p>;
  if (!product) return <p>{formatMoney(price)} asked; no genuine product to compare with.</p>;
  const listed = priceIn(product, price.currency);
  const genuine = formatMoney(moneyFromMajor(listed.amount, listed.currency));
  const asked = convertedAmount(price, listed.currency);
  if (asked === undefined)
    return (
      <p>
        {formatMoney(price)} asked, {genuine} genuine; no exchange rate to compare them by.
      </p>
    );
  const share = asked / listed.amount;
  const words = `${formatMoney(price)} asked is ${Math.round(100 * share)}\u00a0% of ${genuine} for the genuine ${product.name}`;
  const width = Math.max(1, Math.min(100, 100 * share));
  return (
    <div class="price-bar">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={words}>
        <rect class="bar-all" width="100" height="6" />
        <rect class={share < 0.6 ? 'bar-bad' : 'bar-mid'} width={width.toFixed(1)} height="6" />
      </svg>
      <p>{words}</p>
      <Terms product={product} />
    </div>
  );
}

/** Who sells it, as the page says. */
export function SellerFacts({ record, ofSeller }: { record: Case; ofSeller: readonly Case[] }) {
  const { seller } = record.listing;
  if (!seller) return <p>The page names no seller.</p>;
  const details = [
    seller.rating !== undefined && `rated ${Math.round(100 * seller.rating)}\u00a0%`,
    seller.feedbackCount !== undefined && `${seller.feedbackCount.toLocaleString('en')} ratings`,
    seller.memberSince && `since ${seller.memberSince.slice(0, 10)}`,
  ].filter(Boolean);
  return (
    <>
      <p>
        <strong>
          <SellersText text={seller.name ?? seller.id ?? 'unnamed'} most={120} />
        </strong>
        {seller.location ? (
          <>
            {' · '}
            <SellersText text={seller.location} most={80} />
          </>
        ) : null}
        {details.length > 0 ? ` · ${details.join(', ')}` : ''}
      </p>
      <p>{recordInWords(ofSeller.filter(({ id }) => id !== record.id))}</p>
    </>
  );
}

const CONFIRMED: readonly Case['state'][] = [
  'queued',
  'drafted',
  'submitting',
  'submitted',
  'acknowledged',
  'removed',
  'relisted',
];

function recordInWords(others: readonly Case[]): string {
  if (others.length === 0) return 'No other case of this seller.';
  const count = (states: readonly Case['state'][]) => others.filter(({ state }) => states.includes(state)).length;
  const parts = [
    [count(CONFIRMED), 'confirmed'],
    [count(['dismissed', 'authorised']), 'cleared'],
    [count([...WAITS_FOR_A_PERSON, 'snoozed']), 'waiting'],
    [count(['ended']), 'gone by themselves'],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const rest = others.length - parts.reduce((sum, [number]) => sum + number, 0);
  return `Other cases of this seller by now: ${[...told, ...(rest > 0 ? [`${rest} in other states`] : [])].join(', ')}.`;
}
