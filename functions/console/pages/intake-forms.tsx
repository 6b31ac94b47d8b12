import type { Child } from 'hono/jsx';
import { MAX_BODY_BYTES } from '#shared/extraction/decode-body.ts';
import { MAX_FORM_BYTES } from '#shared/intake/bring.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';
import type { Visitor } from '../services.ts';
import { CsrfField } from './layout.tsx';
import { SellersText } from './sellers-text.tsx';

export type IntakeView = {
  /** Watches of which a person brought a page that could be read, in the stretch of the history that is shown. */
  byPerson: { read: number; of: number };
  /** What was just taken in. */
  taken?: 'page' | 'offer' | 'scan';
  /** Why it was not, and what had been entered. */
  refused?: { why: string; form: 'page' | 'offer'; url?: string; marketplace?: string; note?: string };
};

const TAKEN = {
  scan: 'It is scanned now, at the pace of each marketplace; how that went stands below within minutes.',
  page: 'The page is taken in. It is read within minutes; how that went stands below then, and what is suspicious in Review.',
  offer:
    'The offer is reported. It is looked at within minutes; how that went stands below then, and a case in Review if there is reason.',
};
const MOST_MB = Math.floor(MAX_BODY_BYTES / 1_000_000);
/** What a form takes as it is; more is packed by the browser, and opened by `bringPage`. */
const UNPACKED_BYTES = Math.floor(MAX_FORM_BYTES / 1_000_000) * 1_000_000;

/** What no crawler is let into, people can bring. */
export function Intake({ visitor, brand, intake }: { visitor: Visitor; brand: { id: string }; intake: IntakeView }) {
  const { byPerson, taken, refused } = intake;
  return (
    <section aria-labelledby="intake">
      <h2 id="intake">Bring what you see yourself</h2>
      {taken ? (
        <p class="said" role="status">
          {TAKEN[taken]}
        </p>
      ) : null}
      {refused ? (
        <p class="said bad" role="alert">
          <span>
            Not taken in. <SellersText text={refused.why} />
          </span>
        </p>
      ) : null}
      {byPerson.of > 0 ? (
        <p>
          Read by a person: {byPerson.read} of {byPerson.of} {byPerson.of === 1 ? 'watch' : 'watches'}{' '}
          <span class="soft">in the time shown below</span>
        </p>
      ) : null}
      {visitor.access.may('review', brand.id) ? (
        <>
          <details open={refused?.form === 'page'}>
            <summary>Add a page saved from your browser</summary>
            <BringForm {...{ visitor, brand, refused }} form="page" button="Add the page">
              <label class="field">
                <span>Saved page</span>
                <input
                  type="file"
                  name="file"
                  accept=".html,.htm,.gz,text/html"
                  required
                  aria-describedby="page-size"
                  data-most-bytes={MOST_MB * 1_000_000}
                  data-packed-from={UNPACKED_BYTES}
                  data-packing="The page is being packed: a moment more."
                  data-too-large={`At most ${MOST_MB} MB: save the page as "HTML only", without its pictures.`}
                />
                <small id="page-size">
                  Drop it here or choose it; at most {MOST_MB} MB. Save it as "HTML only", without its pictures.
                </small>
              </label>
            </BringForm>
          </details>
          <details open={refused?.form === 'offer'}>
            <summary>Report an offer by its address</summary>
            <BringForm {...{ visitor, brand, refused }} form="offer" button="Report this offer" />
          </details>
        </>
      ) : (
        <p class="soft">To bring pages and offers needs the right to review this brand.</p>
      )}
    </section>
  );
}

type BringFormProps = {
  visitor: Visitor;
  brand: { id: string };
  refused: IntakeView['refused'];
  form: 'page' | 'offer';
  button: string;
  children?: Child;
};
const BringForm = ({ visitor, brand, refused, form, button, children }: BringFormProps) => {
  const entered = refused?.form === form ? refused : undefined;
  return (
    <form method="post" action={`/scans/${form}`} enctype="multipart/form-data" class="bring">
      <CsrfField token={visitor.session.csrfToken} />
      <input type="hidden" name="brand" value={brand.id} />
      {children}
      <label class="field">
        <span>{form === 'page' ? 'Its address in the browser' : "The offer's address"}</span>
        <input
          type="url"
          name="url"
          required
          maxlength={2048}
          placeholder="https://"
          autocomplete="off"
          value={entered?.url}
        />
      </label>
      <label class="field">
        <span>Marketplace</span>
        <select name="marketplace">
          <option value="">as the address says</option>
          {marketplaces.map(({ id, title }) => (
            <option value={id} selected={id === entered?.marketplace}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>Note for whoever decides</span>
        <input type="text" name="note" maxlength={1000} autocomplete="off" value={entered?.note} />
      </label>
      <button type="submit">{button}</button>
    </form>
  );
};
