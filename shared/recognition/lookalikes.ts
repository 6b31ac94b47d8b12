/**
 * Letters that pass for a Latin letter at a glance, by the letter they imitate. Compatibility forms (fullwidth,
 * mathematical, circled, superscript …) and accents are not listed: Unicode's own NFKD decomposition removes them first.
 * Scripts covered: Latin extended and phonetic, Greek, Cyrillic, Armenian, Hebrew, Coptic, Cherokee, Lisu, Canadian syllabics,
 * a few digits of Indic scripts that are round. Upper and lower case differ on purpose (Greek Η imitates H, η imitates n).
 */
const LOOKALIKES: Record<string, string> = {
  a: 'ɑαаΑАᎪᴀꓮᗅ𐊠⍺ӑӓƛɐÆæӕ𖽀𐊠ᗩ₳',
  b: 'ЬьВвΒβßʙƅɓƂƃЪъᏏᑲᖯᏴᗷꓐ𐊂ꞴꞵϐбБƀɃᏰ𐊡𐌁฿',
  c: 'сСϲϹᴄᏟꓚⲥⲤƈƇ¢©𐐽ꮯᑕ⊂ҫҪȻȼↄɕ🝌𐐕𐊢𑣲𑣩₵',
  d: 'ԁԀɗƊᎠᗞᗪꓓđĐðÐᑯꓒᏧᴅժɖƉɖď𝈡∂',
  e: 'ǝеЕєЄεΕҽҾ℮ꬲᎬꓰɛƐᴇⴹ⋿ɇɆəƏэЭϵξҼ𐊆𑢮𑢦𐊆',
  f: 'ϝϜƒƑꬵքꞙꞘꓝᖴẝſ𐊇𐊥🝌ʄ𑣂𑢢₣',
  g: 'ɡցԍԌᏀᏳꓖƍᶃɢɠƓǤǥ𑣓₲',
  h: 'ɥһҺհᏂНнΗʜᎻᕼꓧⲎħĦɦꜧⱧⱨҢңӉ𐋏',
  i: 'ᴉіІιΙıɩɪ⍳ꙇᎥⲓⲒɨƗ𐊊ꓲ׀וןߊⵏ˛ւɪۃ˛ͺ𑣃',
  j: 'јЈϳʝͿᎫᒍꓙɉɈյʲ𝈤',
  k: 'ʞκΚкКⲕⲔᴋᏦᛕꓗƙƘҚқĸϰⱩⱪ𐔘₭',
  l: 'ӏӀ∣⏽|ǀᏞᒪꓡʟłŁƚɫɭⳑⳐ𐐛𐔦ɬꮮ⎸ⵏ𖼖𐊊￨۱١𞣇𐌠𑢣𑢲𝈪Ⱡ',
  m: 'мМΜϺᎷᗰᛖꓟⲙⲘᴍʍ₥ɱᛖ𐊰𐌑',
  n: '₦ոռпПΝꓠⲚɴηƞñɲŋŊᑎṉͷиИПՈƝȠꞐ𐔓',
  o: 'оОοΟσסօՕ០০୦〇ⲟⲞⵔꓳჿഠ๐໐၀ᴏᴑɵøØөӨѲѳθΘဝ൦௦०੦૦౦೦٥۵هھہەჿ𐊒°ⲟ⍬ꬽ𐓪Ჿ𐐄𐐬ɔ𑣈𑣗𐊫𑓐𑢵ංംං',
  p: 'рРρΡϱ⍴ᏢᑭꓑⲣⲢƿþÞᴘҏҎƤƥ⍴𐊕₱',
  q: 'ԛգզⵕɋꝗԚ𖿢ᑫ',
  r: 'гꭇꭈᴦⲅꮁᎡᏒᖇꓣʀɼɽяЯɹɍƦꝛГɾɌ𖼵𝈖𐒴Ɽ',
  s: 'ѕЅƽꜱꮪՏᏕᏚꓢʂ§ƼȘ𐐠𐑈ς𖼺𐊖𑣁ᔕ₴',
  t: 'ʇтТτΤᎢꓔⲧⲦᴛƭŧ⟙⊤†Ŧ𐊗ʈƬȾ🝨ҬҭƮ𑢼𖼊𐌕₮',
  u: 'υʋսꞟᴜꭎꭒՍሀᑌꓴ∪⋃цЦʉμԱɄЏџ𑣘𐓶𖽂',
  v: 'νѵѴטᴠꮩ∨⋁Ꮩᐯꓦⴸ٧۷𐔝Ʋ𑢠𖼈𑜆',
  w: 'ԝԜѡѠաɯᴡꮃᏔᎳꓪωшШщЩ₩ꟽѿ𑜊𑜎𑜏𑣯𑣦ᗯ',
  x: 'хХχΧ×ᕁᕽ⤫⤬⨯᙮Ⲭⲭꓫᚷⵝ╳ҳҲ𐊐🝌χ𐌢𑣬𐌗𝈼Ӿӿ',
  y: 'уУγүҮʏყΥϒᎽᎩꓬⲨʎ¥ɏɎỿꭚɣᶌұҰЎўϓч𑢤𖽃𐊲',
  z: 'ᴢꮓΖᏃꓜʐƶƵȥζ𐋵ʒʐ𑣄𑢩ᘔⱫ',
};

/** First code points of alphabets A to Z in circles and boxes that Unicode does not take apart: dark ones, and those that flags are made of. */
const ENCLOSED_ALPHABETS = [0x1f150, 0x1f170, 0x1f1e6];
const LETTERS_IN_ALPHABET = 26;

/** The letter that an emoji or sign is made of: "🅾" is o. */
export function enclosedLetter(character: string): string | undefined {
  const codePoint = character.codePointAt(0)!;
  const first = ENCLOSED_ALPHABETS.find((start) => codePoint >= start && codePoint < start + LETTERS_IN_ALPHABET);
  return first === undefined ? undefined : String.fromCharCode(97 + codePoint - first);
}

/** Digits and signs read as letters ("N1ke", "$amsung"). Evidence only when letters stand beside them. */
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '(': 'c',
  '!': 'l',
  '+': 't',
  '€': 'e',
  '£': 'l',
};

/** Two letters that together imitate one, and the other way round. `i` is written `l`, as everywhere in skeletons. */
export const DIGRAPHS: readonly (readonly [pair: string, letter: string])[] = [
  ['rn', 'm'],
  ['nn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
  ['rl', 'n'],
  ['ll', 'u'],
  ['lc', 'k'],
];

const byCharacter = new Map<string, string>();
for (const [letter, characters] of Object.entries(LOOKALIKES)) {
  for (const character of characters) byCharacter.set(character, letter);
}

/** The Latin letter a character imitates, or undefined. */
export const imitatedLetter = (character: string): string | undefined => byCharacter.get(character);

export const leetLetter = (character: string): string | undefined => LEET[character];
