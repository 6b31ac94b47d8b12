import type { Translation } from '#shared/domain/translation.ts';
import { sha256Hex } from '#shared/runtime/sha256.ts';
import type { TranslationStore } from '#shared/stores/translation-store.ts';

/** The language that the console speaks. */
export const INTO = 'en';

/** "" for a text whose language it does not know. @throws whatever the engine's client throws: then nothing was translated */
export type TranslationEngine = (texts: readonly string[]) => Promise<Translation>;

/** What an engine takes at once, with room: Amazon Translate 10,000 bytes, and a letter may need four. */
export const MOST_LETTERS = 2_400;

const HALF_A_LETTER = /[\ud800-\udbff]$/;

/**
 * Translates what was not translated before: every text is paid for once, whoever looks at it.
 * @param mayAsk asked before the engine is: false where no more may be spent
 * @returns undefined where nothing is known and no more may be asked
 */
export async function translated(
  texts: readonly string[],
  of: { brandId: string; caseId: string },
  services: { engine: TranslationEngine; translations: TranslationStore; mayAsk: (hash: string) => Promise<boolean> },
): Promise<Translation | undefined> {
  const given = texts.map((text) => text.slice(0, MOST_LETTERS).replace(HALF_A_LETTER, ''));
  const hash = sha256Hex(JSON.stringify([INTO, given]));
  const known = await services.translations.get(hash);
  if (known) return known;
  if (!(await services.mayAsk(hash))) return undefined;
  const translation = await services.engine(given);
  await services.translations.put(hash, translation, of);
  return translation;
}
