import { foldText } from './text-folding.ts';

/** Nought to twelve, a language a line; "/" between words for the same number. */
const LANGUAGES = `
  zero one two three four five six seven eight nine ten eleven twelve
  null eins/ein zwei drei vier funf/fuenf sechs sieben acht neun zehn elf zwolf/zwoelf
  zero un/une deux trois quatre cinq six sept huit neuf dix onze douze
  cero uno/un dos tres cuatro cinco seis siete ocho nueve diez once doce
  zero um dois tres quatro cinco seis sete oito nove dez onze doze
  zero uno due tre quattro cinque sei sette otto nove dieci undici dodici
  nul een twee drie vier vijf zes zeven acht negen tien elf twaalf
  nul en/et to tre fire fem seks syv/sju otte/atte ni ti elleve/elve tolv
  noll ett tva tre fyra fem sex sju atta nio tio elva tolv
  nolla yksi kaksi kolme nelja viisi kuusi seitseman kahdeksan yhdeksan kymmenen yksitoista kaksitoista
  zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec jedenascie dwanascie
  nula jedna/jeden dva tri ctyri/styri pet/pat sest sedm/sedem osm/osem devet/devat deset/desat jedenact/jedenast dvanact/dvanast
  nula egy ketto/ket harom negy ot hat het nyolc kilenc tiz tizenegy tizenketto
  zero unu doi trei patru cinci sase sapte opt noua zece unsprezece doisprezece
  sifir bir iki uc dort bes alti yedi sekiz dokuz on onbir oniki
  nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas duabelas
  khong mot hai ba bon nam sau bay tam chin muoi - -
  rei/zero ichi ni san yon/shi go roku nana/shichi hachi kyu/kyuu/ku ju/juu juichi juni
  ling yi er san si wu liu qi ba jiu shi - -
  - - ii iii iv - vi vii viii ix - xi xii
  ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать
  нуль один/одна два три чотири п'ять/пять шість сім вісім дев'ять/девять десять одинадцять дванадцять
  нула едно/един две три четири пет шест седем осем девет десет единадесет дванадесет
  μηδεν ενα δυο τρια τεσσερα πεντε εξι επτα/εφτα οκτω/οχτω εννεα/εννια δεκα εντεκα δωδεκα
  صفر واحد اثنان/اثنين ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره - -
  صفر يك دو سه چهار پنج شش هفت هشت نه ده يازده دوازده
  אפס אחת/אחד שתיים/שניים שלוש ארבע חמש שש שבע שמונה תשע עשר - -
  शून्य एक दो तीन चार पांच/पाँच छह/छः सात आठ नौ दस ग्यारह बारह
  ნული ერთი ორი სამი ოთხი ხუთი ექვსი შვიდი რვა ცხრა ათი თერთმეტი თორმეტი
  զրո մեկ երկու երեք չորս հինգ վեց յոթ ութ ինը/ինն տասը տասնմեկ տասներկու
  零/ゼロ/ぜろ/제로/영/ศูนย์ 一/いち/イチ/일/하나/원/หนึ่ง/ワン 二/に/ツー/이/둘/투/สอง 三/さん/サン/スリー/삼/셋/쓰리/สาม 四/よん/ヨン/フォー/사/넷/포/สี่ 五/ご/ゴ/ファイブ/오/다섯/파이브/ห้า 六/ろく/ロク/シックス/육/여섯/식스/หก 七/なな/ナナ/セブン/칠/일곱/세븐/เจ็ด 八/はち/ハチ/エイト/팔/여덟/에이트/แปด 九/きゅう/キュウ/ナイン/구/아홉/나인/เก้า 十/じゅう/テン/십/열/텐/สิบ 十一/イレブン/일레븐 十二/トゥエルブ/트웰브`;

const words = LANGUAGES.trim()
  .split('\n')
  .map((line) =>
    line
      .trim()
      .split(/\s+/)
      .map((one) => one.split('/').map(foldText)),
  );

/** The words for each number, folded. */
export const NUMBER_WORDS: readonly (readonly string[])[] = Array.from({ length: 13 }, (_, number) => [
  ...new Set(words.flatMap((line) => line[number] ?? []).filter((word) => word !== '-')),
]);

const numbers = new Map(
  NUMBER_WORDS.flatMap((same, number) => same.map((word) => [word, number] as const)).toReversed(),
);

/** The noughts of the scripts that have digits of their own, and of the wide ones. */
const NOUGHTS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];

/** The digit that a code point is, in any of these scripts. */
export function digitOf(code: number): number | undefined {
  const nought = NOUGHTS.find((first) => code >= first && code < first + 10);
  return nought === undefined ? undefined : code - nought;
}

/** The number that a folded word or digit says, up to twelve, or undefined; where languages differ, that of the first. */
export function numberOf(word: string): number | undefined {
  if (/^\p{Nd}{1,2}$/u.test(word)) {
    const number = Number(Array.from(word, (digit) => digitOf(digit.charCodeAt(0))).join(''));
    return number < NUMBER_WORDS.length ? number : undefined; // not one whose script is unknown, either
  }
  return numbers.get(word);
}
