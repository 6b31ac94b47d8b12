import type { Brand } from '#shared/domain/brand.ts';
import type { Listing } from '#shared/domain/listing.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { conditionOf } from '#shared/recognition/condition.ts';
import { conditionLabel } from '#shared/recognition/condition-labels.ts';
import { foldText, wordsOf } from '#shared/recognition/text-folding.ts';

/** What a title calls goods that are not new. A condition field says more ways, which in a title mean something else ("mint green"). */
const AS_NEW =
  /\b(?:like|as|nearly|almost|near|wie|fast|comme|come|como|quasi|som|als|jak|yeni gibi|semi|open box) ?-?(?:new|neu|neuf|neuve|nuevo|nueva|nuovo|nuova|novo|nova|ny|nytt|nieuw|nowy|nowe)\b|\bneuwertig\b|\byeni gibi\b|как нов|近全新|九成新|9成新|未使用に近い/u;

/** Forms that the list of words for conditions does not have, and languages; folded. */
const USED_FORMS =
  /\b(?:gebraucht\w{1,2}|getragene?\w?|us[ao]d[oa]s|usat[ie]|begagnade|brukte?|brugte|uzywan\w{1,3}|kaytett\w|hasznalt|pouzit\w{1,2}|rabljen\w|polovn\w|folosit\w?|preworn|preloved|thrifted|hand me down)\b|(?<!\p{L})(?:б\/у|бывш\p{L}+ в употреблении|поношен\p{L}*|вживан\p{L}*)|중고|มือสอง|יד שניה|مستعمل/u;

/** What owners say in a description of goods of their own; folded. */
const OWNED =
  /\b(?:worn (?:once|twice|a few|only|a handful)|(?:barely|hardly|rarely|never|only|gently|lightly) (?:worn|used)|pre ?-?owned|pre ?-?loved|second ?-?hand|(?:kaum|wenig|selten|einmal|zweimal|nie|mal) (?:getragen|benutzt|gebraucht)|gebraucht|peu porte|porte (?:une|deux|quelques) fois|seconde main|poco us[ao]d?[oa]?|usat[oa] (?:poco|una)|us[ao]d[oa] (?:una|dos|poco|poucas)|segunda mano|de segunda|pouco usad[oa]|brugt (?:en|et par|meget)|sparsamt begagnad|knapp gebruikt|weinig gedragen|malo uzywan[aey])\b|一直闲置|闲置转让|个人闲置|中古/u;

/** Why these are goods that somebody has owned before; undefined when nothing says so. Errs on the seller's side. */
export function secondHand(brand: Brand, listing: Listing): string | undefined {
  const { said } = conditionOf(listing, readTitle(brand, listing).words);
  if (said) return said;
  const stated = listing.condition?.trim();
  if (stated && conditionLabel(stated) !== 'new') return `"${stated}"`;
  const title = wordsOf(listing.title).text;
  const form = USED_FORMS.exec(title)?.[0];
  if (form) return `used ("${form}")`;
  if (AS_NEW.test(title)) return 'as good as new';
  const owned = OWNED.exec(foldText(listing.description ?? ''))?.[0];
  return owned && `"${owned}"`;
}
