import { cachedPerWord } from '#shared/recognition/caches.ts';
import { isCommonWord } from '#shared/recognition/common-words.ts';
import { measuresApart } from '#shared/recognition/measures.ts';
import { wordsOf } from '#shared/recognition/text-folding.ts';
import { type SpelledWord, spelledWord } from './word-similarity.ts';

/** A word, and how much it tells about which product is meant, 0..1. */
export type OfferWord = SpelledWord & { weight: number };

/** What the words of titles and names tell; nothing for those that are left out. */
export type Vocabulary = (word: string) => OfferWord | undefined;

/** What an ordinary word that no product of the catalogue carries ("sale", "men") counts against a rare one. */
const ORDINARY_WORD = 0.4;

/** What sellers write on anything, whether or not a product's name has it too ("New Year", "Free Run"). */
const SALES_TALK =
  'new neu neue nuevo nueva nouveau nuovo nuova novo nova nieuw ny nowy free shipping sale original originale genuine authentic echt hot best quality delivery versand kostenlos gratis envio livraison gift cheap discount rabatt promo offer deal'.split(
    ' ',
  );
const SALES_TALK_WORD = 0.1;

/**
 * From the products of one catalogue: a word that stands in many names tells little. Depends on counts alone and not on
 * the size of the catalogue, so that a model fitted on a thousand products serves a brand with five.
 * @param ignored words that say nothing here, such as the brand's own name.
 */
export function vocabularyOf(catalogue: readonly string[], ignored: ReadonlySet<string> = new Set()): Vocabulary {
  const frequency = new Map<string, number>();
  for (const text of catalogue) {
    for (const word of new Set(measuresApart(wordsOf(text).words))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const own = new Map<string, OfferWord>();
  for (const [word, count] of frequency) own.set(word, { ...spelledWord(word), weight: 1 / (1 + Math.log(1 + count)) });
  for (const word of SALES_TALK) own.set(word, { ...spelledWord(word), weight: SALES_TALK_WORD });
  for (const word of ignored) own.delete(word);
  return (word) => own.get(word) ?? (ignored.has(word) ? undefined : foreignWord(word));
}

/** One that no product of the catalogue carries: it tells the same to every brand. */
const foreignWord = cachedPerWord(
  (word): OfferWord => ({ ...spelledWord(word), weight: isCommonWord(word) ? ORDINARY_WORD : 1 }),
);
