/** Scripts that one language is nearly always written in here; the first that the text shows. Kana before Han: Japanese has both. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
];

/** BCP 47; "und" where the script leaves it open. */
export const languageOf = (text: string): string => SCRIPTS.find(([script]) => script.test(text))?.[1] ?? 'und';

/** Characters that turn the direction of what follows them: a name must not rearrange the page around it. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** What somebody outside wrote where only plain text may stand, in an option or a title. */
export function plainText(text: string, most: number): string {
  const shown = text.replace(DIRECTION_CONTROLS, '');
  return shown.length > most ? `${shown.slice(0, most)}…` : shown;
}

/** What somebody outside wrote, in its own language and direction, so that the browser can translate it. */
export const SellersText = ({ text, most = 400 }: { text: string; most?: number }) => {
  const shown = plainText(text, most);
  return (
    <bdi lang={languageOf(shown)} dir="auto" class="theirs">
      {shown}
    </bdi>
  );
};

/** An offer's title, or that it has none: a link without a word to press leads nowhere. */
export const OfferTitle = ({ title, most }: { title: string; most?: number }) =>
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(title) ? <SellersText text={title} most={most} /> : <>an offer without a title</>;

/** An address that a browser may be sent to; anything else is shown and leads nowhere. */
export const webAddress = (url: string): string | undefined => (/^https?:\/\//i.test(url) ? url : undefined);
