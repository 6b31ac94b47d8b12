import type { NoticeLanguage } from '#shared/domain/claim.ts';
import { dayOf } from '#shared/domain/days.ts';
import { formatMoney } from '#shared/domain/money.ts';
import type { NoticeContent, TargetStatement } from '#shared/domain/notice-content.ts';
import type { Party } from '#shared/domain/party.ts';
import type { LegalForm } from '#shared/domain/programme.ts';
import { type Right, rightName } from '#shared/domain/right.ts';
import { cleanText } from '#shared/extraction/clean-text.ts';
import { AUTHORITY, DECLARATIONS, evidenceIn, HEADINGS, LABELS, REQUEST, STATUS } from './wording.ts';

/** One part of a notice: a heading and lines; an empty line parts one offer from the next. */
export type Section = { heading: string; lines: string[] };

type Heading = keyof typeof HEADINGS;
type Label = keyof typeof LABELS;

/** Which headings a form has, in its own order. Every form has every element: they are named as the law names them. */
const FORMS: Record<LegalForm, { right: Heading; ground: Heading; targets: Heading }> = {
  trademark: { right: 'right', ground: 'ground', targets: 'targets' },
  'dmca-512': { right: 'work', ground: 'ground', targets: 'material' },
  'dsa-16': { right: 'right', ground: 'illegality', targets: 'location' },
};

/** Everything that the notice says, in one language, ready to be set. */
export function sectionsOf(
  content: NoticeContent,
  targets: readonly TargetStatement[],
  language: NoticeLanguage,
  signedAt?: Date,
): Section[] {
  const form = FORMS[content.legalForm];
  const section = (heading: Heading, lines: string[]): Section => ({ heading: HEADINGS[heading][language], lines });
  const line = labelled(language);
  const { claim, statement, right } = content;
  return [
    section('owner', partyLines(content.owner, line)),
    section('reporter', partyLines(content.reporter, line)),
    section(form.right, rightLines(right, language)),
    section(form.ground, [
      line('reason', reasonInWords(claim.reason, language)),
      ...(claim.orderId ? [line('order', claim.orderId)] : []),
      statement[language] ?? statement.en,
    ]),
    section(
      form.targets,
      targets.flatMap((target, index) => [...(index > 0 ? [''] : []), ...targetLines(target, index, language)]),
    ),
    section('request', [REQUEST[language]]),
    declarationsOf(content, language, signedAt),
  ];
}

/** What the reporter declares, with a line to sign on: some venues want it as a document of its own. */
export const declarationsOf = (content: NoticeContent, language: NoticeLanguage, signedAt?: Date): Section => ({
  heading: HEADINGS.declarations[language],
  lines: [
    ...declarationLines(content, language),
    '',
    ...signature(cleanText(content.reporter.name), language, signedAt),
  ],
});

/** A line to sign on, or the name typed in its place, as messages are signed. */
const signature = (name: string, language: NoticeLanguage, signedAt: Date | undefined): string[] =>
  signedAt
    ? [`${LABELS.signature[language]}: /s/ ${name}`, `${LABELS.date[language]}: ${dayOf(signedAt)}`]
    : [
        `${LABELS.signature[language]}: ______________________________ (${name})`,
        `${LABELS.place[language]}: ______________________________`,
      ];

/** In the venue's words, its own code among them where it has codes. The reason's code is for us and for the venue's API. */
const reasonInWords = ({ label, zh }: NoticeContent['claim']['reason'], language: NoticeLanguage): string =>
  (language === 'zh' && zh) || label;

const labelled =
  (language: NoticeLanguage) =>
  (label: Label, value: string): string =>
    `${LABELS[label][language]}: ${value}`;

function partyLines(party: Party, line: (label: Label, value: string) => string): string[] {
  const { name, title, company, address, country, email, phone } = party;
  const who = [...new Set([name, title, company].flatMap((part) => part ?? []))].join(', ');
  const where = [address, country].filter(Boolean).join(', ');
  return [
    who,
    ...(where ? [line('address', where)] : []),
    line('email', email),
    ...(phone ? [line('phone', phone)] : []),
  ];
}

const LABEL_OF: Record<Right['type'], Label> = {
  trademark: 'mark',
  copyright: 'work',
  design: 'design',
  patent: 'patent',
};

function rightLines(right: Right, language: NoticeLanguage): string[] {
  const line = labelled(language);
  const { number, office, status, territories, niceClasses, expires, certificateUrl, ownUrls } = right;
  return [
    line(LABEL_OF[right.type], rightName(right)),
    ...(number ? [line('number', `${number}${office ? ` (${office})` : ''}`)] : []),
    line('status', STATUS[status][language]),
    ...(territories.length > 0 ? [line('covers', territories.join(', '))] : []),
    ...(niceClasses.length > 0 ? [line('classes', niceClasses.join(', '))] : []),
    ...(expires ? [line('until', expires.slice(0, 10))] : []),
    ...(certificateUrl ? [line('certificate', certificateUrl)] : []),
    ...(ownUrls.length > 0 ? [line('ownPages', ownUrls.join(' '))] : []),
  ];
}

/** No keys, case numbers or scores of ours: the venue and the seller read this. */
function targetLines(target: TargetStatement, index: number, language: NoticeLanguage): string[] {
  const line = labelled(language);
  const { url, itemId, title, price, sellerId, sellerName, sentences, evidence } = target;
  const seller =
    sellerName && sellerId && sellerId !== sellerName ? `${sellerName} (${sellerId})` : (sellerName ?? sellerId ?? '');
  return [
    `${index + 1}. ${url}`,
    line('item', itemId),
    line('title', cleanText(title, 300)),
    line('seller', cleanText(seller, 300) || LABELS.notStated[language]),
    ...(price ? [line('price', formatMoney(price))] : []),
    line('found', sentences.map((sentence) => sentence[language] ?? sentence.en).join(language === 'zh' ? '' : ' ')),
    line(
      'evidence',
      evidence
        .map(({ kind, capturedAt, sha256 }) => `${evidenceIn(kind, language)} ${capturedAt} SHA-256 ${sha256}`)
        .join('; '),
    ),
  ];
}

function declarationLines({ declarations, authority }: NoticeContent, language: NoticeLanguage): string[] {
  return declarations.map((declaration) => {
    if (declaration !== 'authority') return DECLARATIONS[declaration][language];
    if (!authority) return AUTHORITY.inPerson[language];
    return AUTHORITY.agent[language]
      .replace('{signatory}', () => authority.signatory ?? authority.grantor)
      .replace('{date}', authority.signedAt.slice(0, 10));
  });
}
