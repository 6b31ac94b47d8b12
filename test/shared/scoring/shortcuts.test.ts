import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney, minorDigits } from '#shared/domain/money.ts';
import { offerText } from '#shared/products/offer-text.ts';
import productModel from '#shared/products/product-model.json' with { type: 'json' };
import { expandFeatures, PRODUCT_TERMS, productProbability } from '#shared/products/product-model.ts';
import { pairSimilarity, titleSimilarity } from '#shared/products/text-similarity.ts';
import { vocabularyOf } from '#shared/products/vocabulary.ts';
import { spelledWord, wordSimilarity } from '#shared/products/word-similarity.ts';
import { glyphsOf, isLoose } from '#shared/recognition/glyphs.ts';
import { findDisguise } from '#shared/recognition/name-spelling.ts';
import { nameKey } from '#shared/recognition/same-name.ts';
import { type SpelledName, type Spelling, spelledName, walkName } from '#shared/recognition/spelling-walk.ts';
import { foldText, wordsOf } from '#shared/recognition/text-folding.ts';
import { tries } from '../../support/tries.ts';

// What scoring does quickly, against the slow and plain way of doing it.

const word = fc.string({ unit: fc.constantFrom(...'abcnorm'), minLength: 3, maxLength: 12 });

describe('letter pairs', () => {
  const pairs = (text: string): readonly number[] => spelledWord(text).pairs;

  test('counted once, they say what string-similarity says', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(pairSimilarity(pairs(a), pairs(b))).toBe(titleSimilarity(a, b));
      }),
      { numRuns: tries(300, 1000) },
    );
  });

  test('of a title they are those of its words run together', () => {
    const vocabulary = vocabularyOf([]);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 8 }), (words) => {
        expect(offerText(words.join(' '), vocabulary).pairs).toEqual(pairs(words.join('')));
      }),
    );
  });

  test('their bits keep no word from another that is spelled nearly the same', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const beginning = a.startsWith(b) || b.startsWith(a);
        const dice = a === b ? 1 : titleSimilarity(a, b);
        const expected = beginning ? 0.85 : dice < 0.6 ? 0 : dice;
        expect(wordSimilarity(spelledWord(a), spelledWord(b))).toBe(expected);
      }),
      { numRuns: tries(500, 3000) },
    );
  });
});

test('the words of a text are its pieces, each folded by itself', () => {
  const character = fc.oneof(
    fc.constantFrom(
      ...'abc XYZ1:1',
      'é',
      'ß',
      'İ',
      'ﬁ',
      '\u0301',
      '\u00ad',
      '\u200b',
      'Д',
      'Ж',
      'か',
      '\u3099',
      '北',
      '한',
      'ก',
      '😀',
    ),
    fc.integer({ min: 0x20, max: 0x24f }).map((code) => String.fromCodePoint(code)),
  );
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 12 }), (text) => {
      const { words, starts, ends, text: folded } = wordsOf(text);
      expect(words).toEqual(starts.map((start, i) => foldText(text.slice(start, ends[i]))));
      expect(folded).toBe(foldText(text));
      expect(starts.every((start, i) => start < ends[i]! && start >= (ends[i - 1] ?? 0))).toBe(true);
      const between = [0, ...ends].map((end, i) => text.slice(end, starts[i] ?? text.length)).join('');
      expect(between).not.toMatch(/[\p{L}\p{N}]/u);
    }),
    { numRuns: tries(500, 3000) },
  );
});

const SAME_LETTER: Record<string, string> = Object.fromEntries(
  'øo łl đd ðd ħh ŧt ıi ßss æae œoe þth ςσ یي ىي ېي کك ہه ھه ەه ةه ٱا'
    .split(' ')
    .map((pair) => [pair[0], pair.slice(1)]),
);

test('characters folded one by one give what the whole text gives', () => {
  const inContext = (text: string): string =>
    text
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/[\ufb50-\ufbb1\ufbd3-\ufd3d\ufe80-\ufefc\uff66-\uff9f]+/g, (forms) => forms.normalize('NFKC'))
      .replace(/İ/g, 'i')
      .normalize('NFD')
      .replace(
        /[\u0300-\u036f\u20d0-\u20f0\u0640\u064b-\u065f]|[\u0591-\u05c7](?<![\u05be\u05c0\u05c3\u05c6])|[\u0610-\u061a\u0670\u06d6-\u06ed]/g,
        '',
      )
      .normalize('NFC')
      .toLowerCase()
      .replace(/./gsu, (letter) => SAME_LETTER[letter] ?? letter);
  const character = fc.oneof(
    fc.integer({ min: 0x20, max: 0x530 }),
    fc.integer({ min: 0x1e00, max: 0x3100 }),
    fc.integer({ min: 0xfe00, max: 0xffef }),
    fc.constantFrom(0x130, 0x131, 0x3c3, 0x301, 0x3099, 0x304b, 0x5927, 0xac01, 0x1f600),
  );
  fc.assert(
    fc.property(fc.array(character, { maxLength: 4 }), (codes) => {
      const text = String.fromCodePoint(...codes);
      expect(foldText(text)).toBe(inContext(text));
    }),
    { numRuns: tries(500, 3000) },
  );
});

test('an account id of plain characters is compared as any other name is', () => {
  const inFull = (name: string): string =>
    foldText(name.normalize('NFKC').replace(/[ßẞ]/g, 'ss').replace(/[İı]/g, 'i'))
      .replace(/['’‘ʼ´`＇]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^@\s*/, '');
  const character = fc.oneof(
    fc.integer({ min: 0x20, max: 0x7e }),
    fc.constantFrom(0xdf, 0x130, 0x131, 0xe9, 0x301, 0x4e00),
  );
  fc.assert(
    fc.property(fc.array(character, { maxLength: 8 }), (codes) => {
      const name = String.fromCodePoint(...codes);
      expect(nameKey(name)).toBe(inFull(name));
    }),
    { numRuns: tries(500, 3000) },
  );
});

test('money reads as Intl writes it', () => {
  const amount = fc.oneof(fc.nat({ max: 5000 }), fc.integer({ min: 0, max: 1e12 }));
  fc.assert(
    fc.property(amount, fc.constantFrom('EUR', 'JPY', 'KWD'), (amountMinor, currency) => {
      const digits = minorDigits(currency);
      const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
      expect(formatMoney({ amountMinor, currency })).toBe(`${currency} ${format.format(amountMinor / 10 ** digits)}`);
    }),
  );
});

test('the probability of a product is that of the expanded features', () => {
  const weights = PRODUCT_TERMS.map((term) => (productModel.weights as Record<string, number>)[term]!);
  const features = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 13, maxLength: 13 });
  fc.assert(
    fc.property(features, (values) => {
      const logOdds = expandFeatures(values).reduce((sum, term, i) => sum + weights[i]! * term, 0);
      expect(productProbability(values)).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 12);
    }),
  );
});

describe('where a name may begin', () => {
  const names = ['Nordhavn', 'Vulmira', 'Wimmel', 'Clarno', 'Rille', 'Kloss 57', 'Ulla Venn', 'Mirna', 'Vilk'];
  const piece = fc.constantFrom(
    ...'norvdulmiaeckw',
    'rn',
    'cl',
    'vv',
    'll',
    'lc',
    '*',
    '_',
    ' ',
    '0',
    '1',
    '3',
    '!',
    '.',
  );
  const change = fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 }), piece);
  const disguised = fc.tuple(fc.constantFrom(...names), fc.array(change, { maxLength: 2 })).map(([name, changes]) => ({
    name,
    text: changes.reduce((text, [at, gone, put]) => text.slice(0, at) + put + text.slice(at + gone), name),
  }));
  function isSpelledAnywhere(
    text: string,
    name: SpelledName,
    wrongLetters: number,
    accept: (spelling: Spelling) => boolean,
  ): boolean {
    if (wrongLetters > 0 && name.letters.length < 5) return false; // too short to tell from other words
    const glyphs = glyphsOf(text);
    return glyphs.letters.some((_, start) => {
      if (!glyphs.gapBefore[start] && !isLoose(glyphs.kinds[start - 1]!)) return false;
      // A first letter that is wrong is told by what follows, and not in every case.
      if (wrongLetters > 0 && glyphs.reads[start] !== name.letters[0]) return false;
      const spelling = walkName({ glyphs, name, start }, wrongLetters);
      return spelling !== undefined && accept(spelling);
    });
  }

  test.each([
    ['in disguise', 0],
    ['with a wrong letter', 1], // which counts only by itself
  ])('no name %s is passed over for its first letters', (_, wrongLetters) => {
    const accept = ({ tricks }: Spelling): boolean =>
      wrongLetters ? tricks.has('one wrong letter') && tricks.size === 1 : !tricks.has('one wrong letter');
    fc.assert(
      fc.property(disguised, fc.constantFrom('', 'new ', 'for-'), ({ name, text }, before) => {
        const title = `${before}${text} parka`;
        const spelled = spelledName(name);
        if (isSpelledAnywhere(title, spelled, wrongLetters, accept))
          expect(findDisguise(title, [spelled], accept)).toBeDefined();
      }),
      { numRuns: tries(600, 4000) },
    );
  });

  test('a first letter that repeats the second one may be the wrong one', () => {
    expect(findDisguise('rrinurvo parka', [spelledName('Mrinurvo')], () => true)).toBeDefined();
    expect(findDisguise('oordhavn parka', [spelledName('Nordhavn')], () => true)).toBeDefined();
  });
});
