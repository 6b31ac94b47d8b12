import commonWords from '#shared/recognition/common-words.json' with { type: 'json' };
import type { Random } from '#shared/runtime/seeded-random.ts';

const SHOP_WORDS =
  'new hot sale free shipping original quality best price gift for men women kids size black white blue fast delivery fashion style outdoor sport travel home office with box brand tag high premium top official store discount cheap wholesale'.split(
    ' ',
  );
const ANY_WORDS = commonWords.words.flatMap((line) => line.split(' ')).filter((word) => word.length > 2);

/** The title among 3 to 14 words that have nothing to do with it, as sellers write to be found by every search. */
export function stuffedTitle(title: string, random: Random): string {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)]!;
  const extra = Array.from({ length: 3 + Math.floor(random() * 12) }, () =>
    pick(random() < 0.5 ? SHOP_WORDS : ANY_WORDS),
  );
  const before = Math.floor(random() * extra.length);
  return [...extra.slice(0, before), title, ...extra.slice(before)].join(' ');
}
