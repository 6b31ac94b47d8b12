import type { ClaimKind, Worded } from '#shared/domain/claim.ts';
import { type Right, rightName } from '#shared/domain/right.ts';

/** A right in words: "the trade mark NORDHAVN (EUIPO 018000001)". */
export function rightInWords(right: Right): Worded {
  const number = right.number ? ` (${right.office ?? ''} ${right.number})`.replace('( ', '(') : '';
  const [en, zh] = NAME[right.type];
  return { en: `the ${en} ${rightName(right)}${number}`, zh: `${zh} ${rightName(right)}${number}` };
}

const NAME: Record<Right['type'], [string, string]> = {
  trademark: ['trade mark', '商标'],
  copyright: ['copyright in the work', '作品著作权'],
  design: ['registered design', '外观设计'],
  patent: ['patent', '专利'],
};

/**
 * What a notice says of all its offers. What was found is said with each of them as a fact; what follows from it is the owner's
 * belief, and said as such.
 */
export function statementOf(kind: ClaimKind, right: Right, ownerName: string): Worded {
  const { en, zh } = rightInWords(right);
  const [believes, believesZh] = BELIEF[kind];
  return {
    en: `${ownerName} owns ${en}. It believes in good faith that each of the offers named in this notice ${believes}. What was found on each page is stated with it.`,
    zh: `${ownerName} 是${zh}的权利人。权利人善意地认为，本通知所列的每一商品${believesZh}。各页面上的具体发现分别列于相应商品之下。`,
  };
}

const BELIEF: Record<ClaimKind, [string, string]> = {
  counterfeit: [
    'is for goods that bear this mark and come neither from the owner nor from anybody with its consent',
    '系标有该商标、但既非来自权利人亦非经其同意的商品',
  ],
  'trademark-misuse': ['uses this mark in trade without the consent of the owner', '未经权利人同意在经营中使用该商标'],
  'copyright-image': ['shows a picture of the owner without its consent', '未经权利人同意使用其图片'],
  'copyright-text': ['repeats a text of the owner without its consent', '未经权利人同意使用其文字'],
  design: [
    'is for goods to which this design was applied without the consent of the owner',
    '未经权利人同意使用该外观设计',
  ],
  patent: ['is for goods that use this invention without the consent of the owner', '未经权利人同意实施该专利'],
};
