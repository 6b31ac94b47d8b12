import { numberOf } from '../number-words.ts';
import { foldText, wordsOf } from '../text-folding.ts';
import { ANY_VOWEL, isFirmConsonant, SKELETON, type Sounds, type Unit, unitsOf } from './sounds.ts';

/**
 * A Latin name as it may be heard. `gaps`: positions before which it has a gap itself. `first`: the sounds that it may begin with.
 * `skeleton`: the consonants up to the first that none leaves out, up to the second and the third.
 */
export type NameSounds = {
  name: string;
  units: readonly Unit[];
  gaps: ReadonlySet<number>;
  first: Sounds;
  skeleton: readonly Sounds[];
};

/** How the letters of Latin names are said, somewhere in the world: the first that fits; "+" stands between sounds (`sounds.ts`). */
const SAID = `
  tsch=t?+CS tch=t?+C sch=Ss+kh? sh=Ss+h? ch=t?+CSkh ck=k cz=Cc sz=sS ph=fp+h? th=tszd+h? kh=khg+h? gh=g+h? wh=wv que$=k qu=k+uwv? q=k
  dzh=d?+J dj=d?+J dge=d?+J+e? dz=d?+czJ ds=d?+sc zh=t?+ZJzC gn=g?+n+y? tz=t?+csz ts=t?+csz cc(?=[eiy])=k?+scC c(?=[eiy])=scC c=k ng(?![aeiouy])=n+g?
  ^x=k?+szShk x=k+szS ^kn=k?+n ^ps=p?+s g(?=[eiy])=gJZh (?<=[bfgklmnprstv])j=yJi? j=d?+JZyh (?<=[bcdfghklmnprstvwz])y(?=[aeou])=yi? y(?=[aeiou])=yJi w=wv v=vfw
  ee=ie ea=iea+a? oo=uo+o? ou=uoa+u? au=ao+uowv? aw(?![aeiouy])=ao+uowv? ow(?![aeiouy])=oa+uwv? eu=oeu+uif? ew(?![aeiouy])=eu+uwv? oi=o+iy oy=o+iy
  ai=aei+iy? ay(?![aeiou])=aei+iy? ei=aei+iy? ey(?![aeiou])=aei+iy? ie=ie+e? oe=oeu+e? ae=ea+e? ue=ue+e? ui=ui+i? aa=ao+a? uu=u+u? ii=i+i?
  i(?=[bcdfgklmnprstvz]e$)=a?+iy a(?=[bcdfgklmnprstvz]e$)=ae+iy? o(?=[bcdfgklmnprstvz]e$)=o+u? u(?=[bcdfgklmnprstvz]e$)=y?+u
  (?<=[^aeiouy])e$=eai? e(?=r(?![aeiouy]))=eao u(?=[aeio])=uwv u(?=[bcdfghklmnpst]{2})=y?+ua u=y?+u y=iy ^h=h h=h?
  å=oa ø=oeu ö=oeu ü=uiy ä=ea æ=ea œ=oeu ç=s ñ=n+y? š=S č=C ž=Z ł=lw ć=C ś=S ź=Z ż=Z ß=s đ=d ð=d þ=tsz
  a=ae e=e i=iy o=o b=b d=d f=f g=g k=k l(?![aeiouyøåöüäæ])=l~ l=l m=m n=n p=p r(?![aeiouyøåöüäæ])=r~ r=r s=sz t=t z=zcsJ`
  .trim()
  .split(/\s+/)
  .map((rule) => {
    const at = rule.lastIndexOf('=');
    return [new RegExp(rule.slice(0, at), 'y'), unitsOf(rule.slice(at + 1).replaceAll('+', ' '))] as const;
  });
const OWN_SOUND = /[åøöüäæœçñščžłćśźżßđðþ]/;
const DOUBLED = /([bdfgklmnprstvz])\1/g;

type Said = Pick<NameSounds, 'units' | 'gaps'>;

const ENGLISH_NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A number in a name is said in the seller's language, or as the English do. */
export function nameSounds(name: string): NameSounds[] {
  const inEnglish = name.replace(/\d+/g, (digits) => ` ${ENGLISH_NUMBERS[Number(digits)] ?? digits} `).trim();
  const said = [soundsOf(name, true), inEnglish === name && !hasNumber(name) ? undefined : soundsOf(inEnglish, false)];
  return said.flatMap((units) => (units ? [prepared(name, units)] : []));
}

function prepared(name: string, { units, gaps }: Said): NameSounds {
  let first = 0;
  for (const unit of units) {
    first |= unit.sounds;
    if (!unit.isLoose) break;
  }
  const skeleton: Sounds[] = [];
  let sounds = 0;
  for (const unit of units) {
    sounds |= unit.sounds & ~ANY_VOWEL;
    if (isFirmConsonant(unit) && skeleton.length < SKELETON) skeleton.push(sounds);
    if (unit.number !== undefined) break;
  }
  return { name, units, gaps, first, skeleton };
}

const hasNumber = (name: string): boolean => wordsOf(name).words.some((word) => numberOf(word) !== undefined);

/** Undefined where it is not a Latin name, or has a number that nobody says with one word. */
function soundsOf(name: string, readsNumbers: boolean): Said | undefined {
  const units: Unit[] = [];
  const gaps = new Set<number>();
  const { starts, ends } = wordsOf(name);
  const hasDigits = /\p{N}/u.test(name);
  for (const [at, start] of starts.entries()) {
    for (const part of name.slice(start, ends[at]).match(/\p{N}+|[^\p{N}]+/gu) ?? []) {
      if (units.length > 0) gaps.add(units.length);
      const number = readsNumbers && (!hasDigits || /^\p{N}/u.test(part)) ? numberOf(foldText(part)) : undefined;
      const heard = number === undefined ? wordSounds(part) : [{ sounds: 0, isLoose: false, number }];
      if (!heard) return undefined;
      units.push(...heard);
    }
  }
  return { units, gaps };
}

function wordSounds(word: string): Unit[] | undefined {
  const letters = Array.from(word.normalize('NFC').toLowerCase(), (one) => (OWN_SOUND.test(one) ? one : foldText(one)));
  const said = letters.join('').replace(DOUBLED, '$1');
  const units: Unit[] = [];
  for (let at = 0; at < said.length; ) {
    const rule = SAID.find(([pattern]) => {
      pattern.lastIndex = at;
      return pattern.test(said);
    });
    if (!rule) return undefined;
    at = rule[0].lastIndex;
    units.push(...rule[1]);
  }
  return units;
}
