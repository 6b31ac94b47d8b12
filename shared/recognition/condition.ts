import type { Listing } from '#shared/domain/listing.ts';
import { cachedPerWord } from './caches.ts';
import { type ConditionLabel, conditionLabel } from './condition-labels.ts';
import list from './condition-words.json' with { type: 'json' };
import { beginsWithDigit } from './measures.ts';
import { phraseFinder } from './phrases.ts';
import { foldedSet, foldText, type WordList, wordsOf } from './text-folding.ts';
import { tellsOfWear } from './wear.ts';

/** What the offer says about wear: the share of the new price that is usual, and how much a low price then says. */
export type Condition = { priceShare: number; weight: number; said: string | undefined };

const NEW: Condition = { priceShare: 1, weight: 1, said: undefined };
/**
 * Used goods of ordinary makers go for an eighth of the new price and less, so a low price says little of them; of 1,297
 * second-hand luxury bags in a public list one in ten was sold for 27 % of the usual resale price or less.
 */
const LABELLED: Record<ConditionLabel, Condition> = {
  new: NEW,
  used: { priceShare: 0.4, weight: 0.4, said: 'used' },
  refurbished: { priceShare: 0.7, weight: 0.8, said: 'refurbished' },
  'for parts': { priceShare: 0.25, weight: 0.5, said: 'for parts' },
};

function* conditionPhrases(): Generator<[string, Condition]> {
  for (const [label, phrases] of Object.entries(list.words) as [ConditionLabel, Record<string, string>][])
    for (const phrase of new Set(Object.values(phrases).flatMap((some) => some.split('|'))))
      yield [phrase, LABELLED[label]];
}

const inTitles = phraseFinder(conditionPhrases());

/** Read from the condition field, else from the title, else from the description. @param title the title's words, which the caller has at hand. */
export function conditionOf({ condition, description }: Listing, title: WordList): Condition {
  return (
    (condition ? statedCondition(condition) : NOT_SAID) ||
    wordsOnWear(title) ||
    (tellsOfWear(title) || PARTLY_USED_UP.test(title.text) ? LABELLED.used : NOT_SAID) ||
    (description ? describedCondition(description) : NOT_SAID) ||
    NEW
  );
}

/** Participles take endings in most languages ("rabljeni", "begagnat", "gebrauchter"). */
const USED = new RegExp(
  `^(?:${foldText(Object.values(list.usedStems).join(' ')).replaceAll(' ', '|')})\\p{L}{0,3}$`,
  'u',
);
const isUsed = cachedPerWord((word) => USED.test(word));

function wordsOnWear(title: WordList): Condition | typeof NOT_SAID {
  const { words } = title;
  const [said] = inTitles.find(title);
  const used = words.findIndex(isUsed);
  if (!said && used < 0) return NOT_SAID;
  const first = said && (used < 0 || said.at <= used) ? said : { at: used, meaning: LABELLED.used };
  return DENIALS.has(words[first.at - 1] ?? '') ? NEW : first.meaning;
}

/** "80% voll", "1/3 full", "noch 60 %". */
const PARTLY_USED_UP =
  /(?<!\d)(?:[1-9]\d ?%|[1-4]\/[2-5]) ?(?:full|left(?! (?:hand|side|ear|shoe))|remain\p{L}*|voll|ubrig|vorhanden|plein\p{L}*|restant\p{L}*|llen[oa]|pien[oa]|rimast[oa]|chei[oa]|vol|over|tilbage|fyldt|kvar|igjen|jaljella|taynna|pe?ln[yae]|zostalo|zbyva|tele|maradt|plina?|остал\p{L}*|полн\p{L}+|залиш\p{L}*|dolu|kaldi|残|剩)(?!\p{L})/u;

const DENIALS = foldedSet(
  'not never nie nicht niemals jamais non pas no nunca sin mai nao nooit niet aldrig ikke aldri inte ej ei nikdy ne nem nu не ни nav hic',
);
/** Between the beginning of a sentence and the word: "nur zweimal getragen". */
const HOW_MUCH = foldedSet(
  `only just barely hardly lightly slightly gently rarely once twice very nur kaum wenig selten leicht einmal zweimal paar ein mal schon tres peu juste seulement une deux fois
  poco solo apenas muy una dos vez veces volta pouco so uma weinig nauwelijks slechts licht lidt litt lite kun bara sparsomt vain vahan malo tylko troche lekko raz jen trochu csak alig
  doar putin мало только немного чуть слегка az cok sadece i have was it is es war ist est e`,
);
/** "Used by climbers" */
const BY = foldedSet(
  'by von durch par por da dal dai door av af przez od от for as fur als zum pour para per come como',
);
const MOST_DESCRIBED = 600;
/** Words: so short a sentence tells of the goods at hand, and not of what they can do. */
const MOST_OF_A_NOTE = 6;

/**
 * Where a sentence of the description begins so: "Getragen, leichte Spuren." What goods are made to be used for stands further
 * back in it.
 */
function describedCondition(description: string): Condition | typeof NOT_SAID {
  for (const sentence of description.slice(0, MOST_DESCRIBED).split(/[.!?;:,\n•|。！？、，]+/u)) {
    const { words, ...rest } = wordsOf(sentence);
    if (words.length <= MOST_OF_A_NOTE && tellsOfWear({ words, ...rest })) return LABELLED.used;
    const from = words.findIndex((word) => !HOW_MUCH.has(word) && !beginsWithDigit(word));
    if (from < 0 || words[from] === 'vintage') continue;
    const said = inTitles.find({ words, ...rest }).find(({ at }) => at < 0 || at <= from);
    const meaning = said?.meaning ?? (isUsed(words[from]!) ? LABELLED.used : undefined);
    if (meaning && !BY.has(words[Math.max(from, said?.at ?? 0) + (said?.length || 1)] ?? '')) return meaning;
  }
  return NOT_SAID;
}

const NOT_SAID = '';
const statedCondition = cachedPerWord((field) => {
  const label = conditionLabel(field);
  return label ? LABELLED[label] : NOT_SAID;
});
