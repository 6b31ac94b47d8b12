import { type Unit, unitsOf } from './sounds.ts';

export type Letters = ReadonlyMap<string, readonly Unit[]>;

/** "б=b ю=y?+u": what a letter, or letters together, stand for when foreign names are written (see `sounds.ts`). */
export const letters = (text: string): Letters =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => {
        const [letter, sounds] = pair.split('=');
        return [letter!, unitsOf(sounds!.replaceAll('+', ' '))];
      }),
  );

/** Folded (`foldText`): й is и, ё is е. */
export const CYRILLIC = letters(`
  а=a б=b в=vw г=gh ґ=g д=d ђ=J е=e є=e ж=Z з=z ѕ=c и=iy і=iy ї=i ј=yJ к=k л=l љ=l м=m н=n њ=n о=o п=p р=r с=s т=t ћ=C у=uw ў=w ф=f х=hk ц=cs
  ч=C џ=J ш=S щ=SC ъ=aueo? ы=iu ь=yJ? э=ea ю=y?+u я=y?+a ә=ae ө=oeu ү=u ұ=u қ=k ғ=g ң=n+g? һ=h җ=J дж=J дз=cz кс=k+s тс=c тц=c`);

export const GREEK = letters(`
  α=a β=vb γ=ghyw δ=d ε=e ζ=zJZ η=ie θ=ts ι=iy κ=k λ=l μ=m ν=n ξ=k+s ο=o π=p ρ=r σ=sSz τ=t υ=iuvf φ=f χ=hk ψ=p+s ω=o
  μπ=m?+bp ντ=n?+dt γκ=n?+g γγ=n+g ου=uw αι=ae+i? ει=ie+i? οι=oi+i? τσ=Cc τζ=JZz κσ=k+s γου=g?+uw γι=gy+iy?`);

/** Short vowels are not written; و and ي are vowels too. ال before a name is its article. */
export const ARABIC = letters(`
  ا=aeo آ=ao أ=aeoiu إ=ie ب=bpv پ=p ت=t ث=tsz ج=JgZ چ=C ح=h خ=hk د=d ذ=dz ر=r ز=z ژ=ZJ س=s ش=SC ص=s ض=dz ط=t ظ=zd ع=aeo? غ=g ف=fvp ڤ=v
  ق=kg ك=kgC گ=g ل=l م=m ن=n ه=hae و=vwuo ؤ=ou ي=iye ئ=ie? ء= تش=C دج=J كس=k+s ٹ=t ڈ=d ڑ=r ں=n ے=ei`);

/** Final letters are read as the others. */
export const HEBREW = letters(`
  א=aeoiu? ב=bv ג=g ד=d ה=hae? ו=vwuo ז=zZ ח=hk ט=t י=iye כ=kh ך=kh ל=l מ=m ם=m נ=n ן=n ס=s ע=aeo? פ=pf ף=pf צ=cCs ץ=cCs ק=k ר=r ש=Ss ת=t
  וו=vwuo יי=iye טש=C קס=k+s ג׳=JZ ז׳=ZJ צ׳=C ץ׳=C ג'=JZ ז'=ZJ צ'=C ץ'=C`);

export const GEORGIAN = letters(`
  ა=a ბ=b გ=g დ=d ე=e ვ=vw ზ=z თ=t ი=iy კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=Z რ=r ს=s ტ=t უ=uw ფ=pf ქ=k ღ=g ყ=k შ=S ჩ=C ც=cs ძ=cz წ=c ჭ=C ხ=hk ჯ=J ჰ=h`);

export const ARMENIAN = letters(`
  ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=eao? թ=t ժ=ZJ ի=iy լ=l խ=hk ծ=c կ=k հ=h ձ=cz ղ=gl ճ=CJ մ=m յ=yh ն=n շ=S ո=o չ=C պ=p ջ=J ռ=r ս=s վ=vw տ=t ր=r
  ց=cs ւ=vwu փ=p ք=k և=e+v օ=o ֆ=f ու=uw`);
