import { letters } from './alphabets.ts';
import { type Heard, type Unit, unitsOf } from './sounds.ts';

/** Of Devanagari; the other alphabets of India stand in the same order in Unicode. Consonants carry an a that may be silent. */
const INDIC_CONSONANTS = letters(`
  क=k ख=kh ग=g घ=g ङ=n च=C छ=C ज=Jz झ=JZ ञ=n ट=t ठ=t ड=dr ढ=dr ण=n त=t थ=ts द=d ध=d न=n ऩ=n प=p फ=fp ब=bv भ=bv म=m य=yJ र=r ऱ=r ल=l ळ=l ऴ=l व=vw
  श=S ष=S स=s ह=h क़=k ख़=hk ग़=g ज़=z ड़=rd ढ़=rd फ़=f य़=y`);
const INDIC_VOWELS = letters(`
  अ=aeo आ=ao इ=i ई=i उ=u ऊ=u ऋ=r+i ऍ=ea ऎ=e ए=e ऐ=ae+i? ऑ=oa ऒ=o ओ=o औ=oa+u?
  ा=ao ि=i ी=i ु=uw ू=u ृ=r+i ॅ=ea ॆ=e े=e ै=ae+i? ॉ=oa ॊ=o ो=o ौ=oa+u? ं=nm ँ=n? ः=h?`);

const THAI_CONSONANTS = letters(`
  ก=kg ข=k ฃ=k ค=k ฅ=k ฆ=k ง=n+g? จ=JCz ฉ=CS ช=CSJ ซ=sz ฌ=C ญ=y ฎ=d ฏ=t ฐ=t ฑ=t ฒ=t ณ=n ด=dt ต=td ถ=t ท=ts ธ=t น=n บ=bpv ป=pb ผ=p ฝ=f พ=p ฟ=f
  ภ=p ม=m ย=yi ร=r ล=lr ว=vwu ศ=sS ษ=s ส=sz ห=h? ฬ=l ฮ=h อ=oaeiu?`);
const THAI_VOWELS = letters(`
  ะ=a ั=a า=a ำ=a+m ิ=i ี=i ึ=ui ื=ui ุ=u ู=u เ=eo แ=ea โ=o ไ=a+iy ใ=a+iy`);

const VIRAMA = '\u094d';
const NUKTA = '\u093c';
const INHERENT = unitsOf('aeo?');

/** The alphabets of India as Devanagari, whose order they share. */
export const asDevanagari = (word: string): string =>
  word.replace(/[\u0980-\u0d7f]/g, (one) => String.fromCharCode(0x900 + (one.charCodeAt(0) & 0x7f)));

export function indicSounds(word: string, at: number): Heard {
  const withDot = word[at + 1] === NUKTA ? INDIC_CONSONANTS.get(word.slice(at, at + 2)) : undefined;
  const length = word[at + 1] === NUKTA ? 2 : 1;
  const consonant = withDot ?? INDIC_CONSONANTS.get(word[at]!);
  if (!consonant) return { units: INDIC_VOWELS.get(word[at]!) ?? [], length };
  const next = word[at + length] ?? '';
  if (next === VIRAMA) return { units: consonant, length: length + 1 };
  return { units: INDIC_VOWELS.has(next) && !/[ंँः]/.test(next) ? consonant : [...consonant, ...INHERENT], length };
}

const THAI_BEFORE = /[เแโไใ]/;
const THAI_SILENT = /^[ิุ]?์/;

const THAI_SECOND = /[รลว]/;
const THAI_PARTS_OF_VOWEL = /[ะาิีืือ]/;

/** What has the mark of silence is said by some. */
function thaiConsonant(word: string, at: number): Heard {
  const consonant = THAI_CONSONANTS.get(word[at]!)!;
  const silent = THAI_SILENT.exec(word.slice(at + 1));
  return { units: silent ? loosened(consonant) : consonant, length: 1 + (silent?.[0].length ?? 0) };
}

/** A vowel that is written before its consonants is said after them, or between two. */
export function thaiSounds(word: string, at: number): Heard {
  const letter = word[at]!;
  if (THAI_CONSONANTS.has(letter)) return thaiConsonant(word, at);
  const vowel = THAI_VOWELS.get(letter) ?? [];
  if (!THAI_BEFORE.test(letter) || !THAI_CONSONANTS.has(word[at + 1] ?? '')) return { units: vowel, length: 1 };
  const first = thaiConsonant(word, at + 1);
  const after = at + 1 + first.length;
  if (THAI_SECOND.test(word[after] ?? '')) {
    const second = thaiConsonant(word, after);
    const units = [...first.units, ...loosened(vowel), ...second.units, ...loosened(vowel)];
    return { units, length: 1 + first.length + second.length };
  }
  const isPart = letter === 'เ' && THAI_PARTS_OF_VOWEL.test(word[after] ?? '');
  return { units: [...first.units, ...(isPart ? loosened(vowel) : vowel)], length: 1 + first.length };
}

const loosened = (units: readonly Unit[]): Unit[] => units.map((unit) => ({ ...unit, isLoose: true }));

export const indicInventory = (): readonly Unit[] => [...INDIC_CONSONANTS.values(), ...INDIC_VOWELS.values()].flat();
export const thaiInventory = (): readonly Unit[] => [...THAI_CONSONANTS.values(), ...THAI_VOWELS.values()].flat();
