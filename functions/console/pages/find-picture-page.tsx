import type { Case } from '#shared/domain/case.ts';
import { MOST_SEARCHED_BYTES, type PictureSearch, type SearchedPicture } from '#shared/domain/searched-picture.ts';
import { ALIKE_WORDS } from '#shared/imaging/picture-likeness.ts';
import type { BrandName } from '../brand-in-view.ts';
import type { Visitor } from '../services.ts';
import { NoBrand } from './brand-page.tsx';
import { BrandTabs } from './brand-tabs.tsx';
import { CaseLine } from './case-list.tsx';
import { CsrfField, page } from './layout.tsx';
import { moreLikeThis, Picture } from './offer-comparison.tsx';
import { SellersText } from './sellers-text.tsx';
import { Told } from './told.tsx';

export type PictureView = {
  brand: { id: string };
  brands: readonly BrandName[];
  /** The offer whose picture it is, and which of its pictures. */
  of?: { record: Case; picture: number };
  /** Why the picture itself was not compared, and hashes that are stored of it were. */
  instead?: string | undefined;
  searched?: SearchedPicture;
  result?: PictureSearch;
  refused?: string;
};

const MOST_MB = MOST_SEARCHED_BYTES / 1_000_000;

/** A picture as the start of a search. */
export function findPicturePage(visitor: Visitor, view: PictureView | undefined) {
  return page(
    visitor,
    { title: 'Search by picture', here: 'review' },
    view ? (
      <>
        <BrandTabs {...view} path="/find-picture" />
        <Told refused={view.refused} />
        {view.of ? <Searched visitor={visitor} {...view.of} instead={view.instead} /> : null}
        {view.result ? <Result visitor={visitor} {...view} result={view.result} /> : null}
        <Choice visitor={visitor} brand={view.brand} again={view.result !== undefined} />
      </>
    ) : (
      <NoBrand visitor={visitor} />
    ),
  );
}

const Choice = ({ visitor, brand, again }: Pick<PictureView, 'brand'> & { visitor: Visitor; again: boolean }) => (
  <section>
    <h2>{again ? 'Another picture' : 'Which picture?'}</h2>
    <p>
      A photo of yours, a screenshot, a picture from a tip. It is compared with the pictures of the offers that were
      found for this brand, and kept nowhere; no marketplace is asked.
    </p>
    <form method="post" action="/find-picture" enctype="multipart/form-data" class="bring">
      <CsrfField token={visitor.session.csrfToken} />
      <input type="hidden" name="brand" value={brand.id} />
      <label class="field">
        <span>The picture</span>
        <input
          type="file"
          name="file"
          required
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
          aria-describedby="picture-size"
          data-takes-pictures
          data-most-bytes={MOST_SEARCHED_BYTES}
          data-too-large={`At most ${MOST_MB} MB: make it smaller, its details are not needed.`}
        />
        <small id="picture-size">
          Choose it, drop it anywhere on this page or paste it (JPEG, PNG, WebP, GIF, AVIF; at most {MOST_MB} MB).
        </small>
      </label>
      <button type="submit">Find offers that show it</button>
    </form>
  </section>
);

const Searched = ({
  visitor,
  record,
  picture,
  instead,
}: { visitor: Visitor; instead: string | undefined } & NonNullable<PictureView['of']>) => (
  <section>
    <ul class="case-list">
      <CaseLine visitor={visitor} record={record}>
        <span>The picture searched for is of this offer.</span>
      </CaseLine>
    </ul>
    {instead ? (
      <p class="mid">
        The picture itself could not be had (<SellersText text={instead} />
        ): what was stored of the offer's pictures was compared. That finds the same picture, not one that is mirrored,
        cropped or part of another.
      </p>
    ) : null}
    {record.listing.imageUrls.length > 1 ? (
      <ul class="thumbnails" aria-label="Pictures of the offer to search by">
        {record.listing.imageUrls.slice(0, 5).map((url, index) => (
          <li>
            <a href={moreLikeThis(record.id, index)} aria-current={index === picture ? 'true' : undefined}>
              <Picture session={visitor.session} url={url} caseId={record.id} alt={`Search by picture ${index + 1}`} />
            </a>
          </li>
        ))}
      </ul>
    ) : null}
  </section>
);

function Result({ visitor, brand, of, searched, result }: PictureView & { visitor: Visitor; result: PictureSearch }) {
  const others = result.found.filter(({ case: { id } }) => id !== of?.record.id);
  return (
    <section aria-label="Offers with this picture">
      <h2>{others.length === 0 ? 'No other offer shows it' : 'Offers that show it, the nearest first'}</h2>
      <ul class="case-list">
        {others.map(({ case: record, alike, bits }) => (
          <CaseLine visitor={visitor} record={record}>
            <span>
              {ALIKE_WORDS[alike]} <span class="soft">({bits} of 256 bits differ)</span>
            </span>
          </CaseLine>
        ))}
      </ul>
      {result.more > 0 ? <p>{result.more} more show it, less near than these.</p> : null}
      <p class="soft">{comparedWords(result)}</p>
      {result.next && searched ? (
        <form method="post" action="/find-picture">
          <CsrfField token={visitor.session.csrfToken} />
          <input type="hidden" name="brand" value={brand.id} />
          <input type="hidden" name="searched" value={JSON.stringify(searched)} />
          <input type="hidden" name="after" value={result.next} />
          <button type="submit">Compare older offers</button>
        </form>
      ) : null}
    </section>
  );
}

/** What was looked at, and what was not. */
function comparedWords({ compared, withoutHash, since, next }: PictureSearch): string {
  const all = compared + withoutHash;
  const words = [
    `Compared: ${compared.toLocaleString('en')} of the ${all.toLocaleString('en')} offers${since ? ` that were found since ${since.slice(0, 10)}` : ''}`,
    ...(withoutHash > 0 ? ['of the others no picture was looked at when they were judged'] : []),
    next ? 'older ones were not looked at yet' : 'there are no older ones',
    'offers that gave no reason for a case have no stored pictures',
  ];
  return `${words.join('; ')}.`;
}
