/** Words of goods by Nice class (12th edition), for the classes that counterfeit consumer goods fall into. */
const CLASS_WORDS: readonly [number, RegExp][] = [
  [3, /\b(perfume|fragrance|cosmetics?|lipstick|mascara|shampoo|skin ?care)\b/i],
  [
    9,
    /\b(phone|headphones?|earbuds|earphones|charger|cable|sunglasses|eyeglasses|camera|speaker|smartwatch|software)\b/i,
  ],
  [14, /\b(watch(es)?|jewell?ery|necklace|bracelet|earrings?|ring|brooch|cufflinks)\b/i],
  [16, /\b(notebook|pens?|pencils?|stationery|stickers?|poster|books?)\b/i],
  [18, /\b(bags?|backpacks?|rucksacks?|wallets?|purses?|suitcases?|luggage|umbrellas?|handbags?|daypacks?)\b/i],
  [21, /\b(bottles?|flasks?|mugs?|cups?|tumblers?|cookware|glassware)\b/i],
  [24, /\b(towels?|blankets?|bedding|curtains?)\b/i],
  [
    25,
    /\b(jackets?|parkas?|coats?|shirts?|t-?shirts?|hoodies?|sweaters?|trousers|pants|shoes?|sneakers?|boots?|caps?|hats?|beanies?|gloves?|socks?|belts?|dress(es)?|clothing)\b/i,
  ],
  [28, /\b(toys?|dolls?|puzzles?|games?|balls?|action figures?)\b/i],
];

/** Nice classes that the title speaks of; empty when its words are not known. */
export function goodsClasses(title: string): number[] {
  return CLASS_WORDS.filter(([, words]) => words.test(title)).map(([niceClass]) => niceClass);
}
