import type { Case } from '#shared/domain/case.ts';
import type { Translation } from '#shared/domain/translation.ts';
import { MOST_LETTERS } from '#shared/translation/translator.ts';
import type { Visitor } from '../services.ts';
import { CsrfField, page } from './layout.tsx';
import { SellersText } from './sellers-text.tsx';

type Shown = { record: Case } & ({ translation: Translation } | { refused: string });

const MOST = 4000;

/** Asks for the seller's words in English; nothing where no translator is set up. */
export const TranslateForm = ({ visitor, record }: { visitor: Visitor; record: Case }) =>
  visitor.translates ? (
    <form method="post" action="/case/translation" hx-post="/case/translation" hx-swap="outerHTML">
      <CsrfField token={visitor.session.csrfToken} />
      <input type="hidden" name="id" value={record.id} />
      <button type="submit" class="quiet" data-key="t" aria-keyshortcuts="t">
        Translate <kbd>T</kbd>
      </button>
    </form>
  ) : null;

/** The seller's words and what they say in English, side by side: what counts are the words. */
export function TranslationPart(visitor: Visitor, shown: Shown) {
  if ('refused' in shown)
    return (
      <div>
        <p class="said bad" role="alert">
          {shown.refused}
        </p>
        <TranslateForm visitor={visitor} record={shown.record} />
      </div>
    );
  const { listing } = shown.record;
  const { texts, from, by } = shown.translation;
  const isCut = [listing.title, listing.description].some((original = '') => original.length > MOST_LETTERS);
  return (
    <section class="translation" aria-label="Translation" role="status">
      <p class="soft">
        From {languageName(from)} by {by}. A notice quotes the original.
        {isCut ? ` Only the first ${MOST_LETTERS.toLocaleString('en')} characters were translated.` : ''}
      </p>
      <div class="translation-pairs">
        {[
          [listing.title, texts[0]],
          [listing.description, texts[1]],
        ].map(([original, english]) =>
          original ? (
            <>
              <p>
                <SellersText text={original} most={MOST} />
              </p>
              <p>
                {english ? (
                  <bdi lang="en" dir="auto" class="theirs">
                    {english}
                  </bdi>
                ) : (
                  'Not translated: the translator does not know the language.'
                )}
              </p>
            </>
          ) : null,
        )}
      </div>
    </section>
  );
}

/** For who has no script. */
export const translationPage = (visitor: Visitor, shown: Shown) =>
  page(
    visitor,
    { title: 'Translation' },
    <>
      {TranslationPart(visitor, shown)}
      <p>
        <a href={`/case?${new URLSearchParams({ id: shown.record.id })}`}>Back to the case</a>
      </p>
    </>,
  );

/** "und" is what nobody recognised. */
function languageName(code: string): string {
  try {
    return code === 'und'
      ? 'an unknown language'
      : (new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code);
  } catch {
    return code;
  }
}
