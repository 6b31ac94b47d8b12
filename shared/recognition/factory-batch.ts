import { isOrdinaryWord } from './ordinary-words.ts';
import type { WordingHit } from './wording.ts';

/**
 * "GX BATCH", "LJRBATCH", "H12版本": copies are told by the workshop that made them, whose name is a few letters. The word before
 * must be none of a dictionary ("NEW BATCH", "SMALL BATCH coffee"), and no number may follow (a food's batch number).
 */
const BATCH =
  /(?<![\p{L}\p{N}])([a-z]{1,3}\d{0,2})[\s.-]?(?:batch|版本|版)(?!\p{L}|[\s.:-]*(?:no\b|nr\b|number|code|\d))/iu;
const NOT_A_WORKSHOP = new Set(
  'no nr lot per the our my his her its new old mix one two big all any wet dry hot raw mfg exp qty ce eu us uk cn jp kr'.split(
    ' ',
  ),
);

/** In a line read on a picture. */
export function factoryBatch(line: string): WordingHit | undefined {
  const found = BATCH.exec(line);
  if (!found) return undefined;
  const workshop = found[1]!.toLowerCase();
  if (NOT_A_WORKSHOP.has(workshop) || isOrdinaryWord(workshop)) return undefined;
  return {
    entry: 'factory-batch',
    phrase: found[0],
    meaning: 'the workshop of a copy, as replica communities name it',
    weight: WEIGHT,
    needsBrand: true,
  };
}

const WEIGHT = 0.5; // as the lexicon's medium entries
