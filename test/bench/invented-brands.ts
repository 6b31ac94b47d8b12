import { Brand } from '#shared/domain/brand.ts';
import { type Random, seededRandom } from '#shared/runtime/seeded-random.ts';

const ONSETS = 'b br d dr f fl g gr h j k kl l m n p r s sk sl st t tr v w'.split(' ');
const VOWELS = 'a e i o u ae ei y'.split(' ');
const CODAS = 'n l r s t k nd rn lm x ll m'.split(' ');
const GOODS = ['Jacket', 'Backpack', 'Bottle', 'Shoes', 'Watch', 'Lamp', 'Headphones', 'Knife'];

/** Pronounceable names that belong to nobody, each with a small catalogue; every fifth is two words. */
export function inventedBrands(count: number): Brand[] {
  const random = seededRandom(41);
  return Array.from({ length: count }, (_, i) => {
    const name = i % 5 === 0 ? `${word(random)} ${word(random)}` : word(random) + word(random).toLowerCase();
    const products = GOODS.map((goods, at) => ({
      sku: `${i}-${at}`,
      name: `${name} ${word(random)} ${goods}`,
      price: { amount: 20 + Math.floor(random() * 400), currency: 'EUR' },
    }));
    return Brand.parse({ id: `brand-${i}`, name, fingerprint: { names: [name], products } });
  });
}

function word(random: Random): string {
  const pick = (parts: readonly string[]) => parts[Math.floor(random() * parts.length)]!;
  const letters = pick(ONSETS) + pick(VOWELS) + pick(CODAS);
  return letters[0]!.toUpperCase() + letters.slice(1);
}
