import { type Random, shuffled } from '#shared/runtime/seeded-random.ts';

/** A title written for a brand of this name. `line`: a word of its products that stands in the title. */
export type WrittenName = { kind: string; name: string; title: string; line?: string };

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;

const syllables =
  (onsets: string, vowels: string, codas: string) =>
  (random: Random, count = 2): string =>
    Array.from({ length: count }, () =>
      [onsets, vowels, codas].map((letters) => pick(letters.split(' '), random)).join(''),
    ).join('');

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Invented names, by alphabet. */
const NAMES = {
  latin: (random: Random) =>
    capital(
      syllables('b br d dr f fl g gr h k kl l m n p r s sk st t tr v', 'a e i o u', 'n l r st k nd rn lm m')(random),
    ),
  nordic: (random: Random) => capital(syllables('b d f g h k l m n r s t v', 'ø å æ ö ä ü', 'n l r s k nd rn')(random)),
  cyrillic: (random: Random) =>
    capital(syllables('б в г д з к л м н п р с т ф х', 'а е и о у', 'н л р ст к нд м')(random)),
  greek: (random: Random) => capital(syllables('β γ δ κ λ μ ν π ρ τ φ', 'α ε ι ο', 'ν ρ λ ξ')(random)),
  arabic: (random: Random) => syllables('ب ت ج د ر ز س ف ق ل م ن', 'ا و ي', 'ن ر ل م س')(random),
  persian: (random: Random) => syllables('ب پ د ر ز س ف ل م ن', 'ا ی و', 'ک ن ر یک ل')(random),
  hebrew: (random: Random) => syllables('ב ג ד ז ט ל מ נ ס פ ק ר ש', 'ו י א', 'ב ג ד ט ל ק ר')(random),
  han: (random: Random) =>
    Array.from({ length: 4 }, () => pick([...'诺德海维兰贝尔罗马温亚达纳飞凯银龙凤宝丽华'], random)).join(''),
  kana: (random: Random) =>
    Array.from({ length: 5 }, () => pick([...'ガギグダドバブベパピアイカキサソタトナノハマラリルン'], random)).join(''),
  hangul: (random: Random) => Array.from({ length: 4 }, () => pick([...'노르드하벤코스비라만토리세'], random)).join(''),
};

/** Words of sellers around the name, by alphabet. */
const AROUND: Record<keyof typeof NAMES, string[]> = {
  latin: ['new winter', 'for men size L', 'black 2 pockets', 'waterproof outdoor', 'hot sale'],
  nordic: ['ny sort', 'str. M dame', 'vanntett', 'storlek L', 'neu schwarz'],
  cyrillic: ['новая зимняя', 'размер 48', 'мужская чёрная', 'в наличии'],
  greek: ['νέο μαύρο', 'μέγεθος L', 'ανδρικό'],
  arabic: ['جديد أسود', 'مقاس كبير', 'للرجال'],
  persian: ['مشکی زنانه', 'سایز بزرگ'],
  hebrew: ['חדש שחור', 'מידה גדולה'],
  han: ['2026新款 男士', '秋冬 保暖', '现货包邮'],
  kana: ['新品 メンズ', 'サイズ L 黒', '送料無料'],
  hangul: ['신상 남성용', '사이즈 L 블랙'],
};

/** Halves of each list: the first was looked at while the reader was written, the second was not. */
export type Half = 'development' | 'held out';
const half = <T>(items: readonly T[], which: Half): T[] =>
  items.filter((_, i) => (i % 2 === 0) === (which === 'development'));

const COMPOUNDS =
  'jakke jacke regenmantel winterjas dunjakke ryggsack rugzak trinkflasche vinterstovler skaljakke wanderhose regenhose tuulitakki drikkeflaske fleecetroje daunenweste'.split(
    ' ',
  );
const LATIN_ENDINGS = 'in owa lla en ssa em ban om ile owi ista a nak u dan ului'.split(' ');
const CYRILLIC_ENDINGS = 'а ом ы у е овский ами ов'.split(' ');
const HASHTAGS = 'style lover shop fashion sale winter ootd outlet life parka'.split(' ');
const GLUED = ['2024', 'XL', '2025', 'XXL', '24', 'L', '99', '2XL'];
const SIGNS = ['·', '*', '-', '★', ' ', '.', '|', '～'];
const EMOJI_O = ['🅾', '⭕', '🔴', '⚽'];
const CONNECTIVES = ['and', 'und', 'og', 'et', '+', 'y'];
const GOODS_LINES = ['fjeld', 'byen', 'vandrer', 'kilde', 'lykke', 'sturm'];
const TRADITIONAL: Record<string, string> = {
  诺: '諾',
  维: '維',
  兰: '蘭',
  贝: '貝',
  尔: '爾',
  罗: '羅',
  马: '馬',
  温: '溫',
  亚: '亞',
  达: '達',
  纳: '納',
  飞: '飛',
  凯: '凱',
  银: '銀',
  龙: '龍',
  凤: '鳳',
  宝: '寶',
  丽: '麗',
  华: '華',
};
const LATIN_FOR_CYRILLIC: Record<string, string> = { а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', у: 'y' };
const SPELLED_OUT: Record<string, string> = { ø: 'oe', å: 'aa', æ: 'ae', ö: 'oe', ä: 'ae', ü: 'ue' };
const PLAIN: Record<string, string> = { ø: 'o', å: 'a', æ: 'ae', ö: 'o', ä: 'a', ü: 'u' };
const HALF_WIDTH: Record<string, string> = {
  ガ: 'ｶﾞ',
  ギ: 'ｷﾞ',
  グ: 'ｸﾞ',
  ダ: 'ﾀﾞ',
  ド: 'ﾄﾞ',
  バ: 'ﾊﾞ',
  ブ: 'ﾌﾞ',
  ベ: 'ﾍﾞ',
  パ: 'ﾊﾟ',
  ピ: 'ﾋﾟ',
  ア: 'ｱ',
  イ: 'ｲ',
  カ: 'ｶ',
  キ: 'ｷ',
  サ: 'ｻ',
  ソ: 'ｿ',
  タ: 'ﾀ',
  ト: 'ﾄ',
  ナ: 'ﾅ',
  ノ: 'ﾉ',
  ハ: 'ﾊ',
  マ: 'ﾏ',
  ラ: 'ﾗ',
  リ: 'ﾘ',
  ル: 'ﾙ',
  ン: 'ﾝ',
};
const NUMBERS: Record<string, string> = { 3: 'Three', 5: 'Five', 7: 'Seven', 9: 'Nine' };

const replaced = (table: Record<string, string>, name: string): string =>
  Array.from(name.toLowerCase(), (letter) => table[letter] ?? letter).join('');
/** At one place only. */
const replacedOnce = (table: Record<string, string>, name: string, random: Random): string => {
  const letters = Array.from(name);
  const places = letters.flatMap((letter, i) => (i > 0 && table[letter.toLowerCase()] ? [i] : []));
  if (places.length === 0) return name;
  const at = pick(places, random);
  return letters.with(at, table[letters[at]!.toLowerCase()]!).join('');
};

type Kind = {
  alphabet: keyof typeof NAMES;
  name?: (base: string, random: Random) => string;
  write: (name: string, random: Random, which: Half) => string;
  /** Counts only beside a word of the brand's goods. */
  needsLine?: true;
  /** Its own letters: named, and no disguise. */
  plain?: true;
};

const KINDS: Record<string, Kind> = {
  compound: { alphabet: 'latin', plain: true, write: (name, r, h) => name + pick(half(COMPOUNDS, h), r) },
  'case ending': { alphabet: 'latin', plain: true, write: (name, r, h) => name + pick(half(LATIN_ENDINGS, h), r) },
  'case ending, Cyrillic': {
    alphabet: 'cyrillic',
    plain: true,
    write: (name, r, h) => name + pick(half(CYRILLIC_ENDINGS, h), r),
  },
  'letters without their marks': { alphabet: 'nordic', plain: true, write: (name) => replaced(PLAIN, name) },
  'letters spelled out': { alphabet: 'nordic', plain: true, write: (name) => replaced(SPELLED_OUT, name) },
  'letters with marks for plain ones': {
    alphabet: 'nordic',
    plain: true,
    name: (name) => capital(replaced(PLAIN, name)),
    write: (name) => name.replace(/o/, 'ø').replace(/a(?!e)/, 'å'),
  },
  'traditional characters': { alphabet: 'han', plain: true, write: (name) => replaced(TRADITIONAL, name) },
  'simplified characters': {
    alphabet: 'han',
    plain: true,
    name: (name) => replaced(TRADITIONAL, name),
    write: (name) =>
      Array.from(name, (c) => Object.keys(TRADITIONAL).find((key) => TRADITIONAL[key] === c) ?? c).join(''),
  },
  'signs between characters': {
    alphabet: 'han',
    write: (name, r, h) => Array.from(name).join(pick(half(SIGNS, h), r)),
  },
  'a sign between Korean letters': {
    alphabet: 'hangul',
    write: (name, r, h) => name.slice(0, 2) + pick(half(SIGNS, h), r) + name.slice(2),
  },
  'half-width kana': { alphabet: 'kana', plain: true, write: (name) => replaced(HALF_WIDTH, name) },
  'kana taken apart': { alphabet: 'kana', plain: true, write: (name) => name.normalize('NFD') },
  'stretched Arabic': { alphabet: 'arabic', plain: true, write: (name) => `${name.slice(0, 2)}ـــ${name.slice(2)}` },
  'Arabic with vowel signs': {
    alphabet: 'arabic',
    plain: true,
    write: (name) => `${name.slice(0, 1)}\u064e${name.slice(1)}\u0650`,
  },
  'Persian on an Arabic keyboard': {
    alphabet: 'persian',
    plain: true,
    write: (name) => name.replaceAll('ی', 'ي').replaceAll('ک', 'ك'),
  },
  'Arabic with its article': {
    alphabet: 'arabic',
    plain: true,
    write: (name, r) => pick(['ال', 'بال', 'و', 'لل'], r) + name,
  },
  'Hebrew with a preposition': {
    alphabet: 'hebrew',
    plain: true,
    write: (name, r) => pick(['ב', 'ל', 'ה', 'מ'], r) + name,
  },
  'Hebrew with vowel signs': {
    alphabet: 'hebrew',
    plain: true,
    write: (name) => `${name.slice(0, 1)}\u05b8${name.slice(1, 3)}\u05bc${name.slice(3)}`,
  },
  'Greek with an accent': {
    alphabet: 'greek',
    plain: true,
    write: (name) => name.replace(/[αειο](?!.*[αειο])/u, (v) => `${v}\u0301`).normalize('NFC'),
  },
  'Latin letters in a Cyrillic name': {
    alphabet: 'cyrillic',
    write: (name, r) => replacedOnce(LATIN_FOR_CYRILLIC, name, r),
  },
  'letters in boxes': {
    alphabet: 'latin',
    write: (name) =>
      Array.from(name.toUpperCase(), (l) => String.fromCodePoint(0x1f170 + l.charCodeAt(0) - 65)).join(''),
  },
  'emoji for a letter': {
    alphabet: 'latin',
    write: (name, r, h) => name.replace(/(?<=.)[aeiou]/, pick(half(EMOJI_O, h), r)),
  },
  hashtag: {
    alphabet: 'latin',
    plain: true,
    write: (name, r, h) => `#${name.toLowerCase()}${pick(half(HASHTAGS, h), r)}`,
  },
  'glued number or size': {
    alphabet: 'latin',
    plain: true,
    write: (name, r, h) => name.toUpperCase() + pick(half(GLUED, h), r),
  },
  'another word for &': {
    alphabet: 'latin',
    plain: true,
    name: (name) => `${name} & Wick`,
    write: (name, r, h) => name.replace('&', pick(half(CONNECTIVES, h), r)),
  },
  'number in words': {
    alphabet: 'latin',
    plain: true,
    name: (name, r) => `${name.slice(0, 4)} ${pick(Object.keys(NUMBERS), r)}`,
    write: (name) => name.replace(/\d/, (digit) => NUMBERS[digit]!),
  },
  'number glued': {
    alphabet: 'latin',
    plain: true,
    name: (name, r) => `${name.slice(0, 4)} ${pick(Object.keys(NUMBERS), r)}`,
    write: (name) => name.replace(' ', ''),
  },
  'without vowels': { alphabet: 'latin', needsLine: true, write: (name) => name.toUpperCase().replace(/[AEIOU]/g, '') },
  'half masked': {
    alphabet: 'latin',
    needsLine: true,
    write: (name) => `${name.slice(0, Math.ceil(name.length / 2) + 1)}***`,
  },
  backwards: {
    alphabet: 'latin',
    needsLine: true,
    write: (name) => Array.from(name.toLowerCase()).toReversed().join(''),
  },
  'three letters dotted': {
    alphabet: 'latin',
    needsLine: true,
    name: (name) => capital(name.slice(0, 3).toLowerCase()),
    write: (name, r, h) => Array.from(name).join(pick(half(['.', '-', '_', '*'], h), r)),
  },
};

/** For each kind so many titles, of names that no other half has. */
export function namesAsWritten(
  which: Half,
  each: number,
  seed: number,
  random: (seed: number) => Random,
): WrittenName[] {
  const draw = random(seed);
  return Object.entries(KINDS).flatMap(([kind, { alphabet, name: make, write, needsLine }]) => {
    const titles: WrittenName[] = [];
    for (let tries = 0; titles.length < each && tries < 50 * each; tries++) {
      const base = NAMES[alphabet](draw);
      const name = make ? make(base, draw) : base;
      const written = write(name, draw, which);
      if (written.toLowerCase() === name.toLowerCase()) continue;
      const line = needsLine && pick(GOODS_LINES, draw);
      const words = shuffled(
        [written, line || undefined, pick(AROUND[alphabet], draw)].filter((w) => w !== undefined),
        draw,
      );
      titles.push({ kind, name, title: words.join(' '), ...(line && { line }) });
    }
    return titles;
  });
}

export const isPlainKind = (kind: string): boolean => KINDS[kind]?.plain === true;

export const coinedLatinName = (random: Random): string => NAMES.latin(random);
