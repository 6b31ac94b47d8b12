import type { PacketRequest } from '#shared/domain/packet.ts';
import type { Party } from '#shared/domain/party.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { type Right, rightName } from '#shared/domain/right.ts';
import type { RenderedNotice } from '#shared/notices/legal-forms/render.ts';
import { declarationsOf } from '#shared/notices/legal-forms/sections.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { unopenedSaid } from './evidence-files.ts';
import { oneLine } from './file-names.ts';

/** One field of the venue's form, and what to put there. */
export type Field = { label: string; value: string; note?: string };

/** `missing`: what the venue asks for and the packet does not hold. */
export type Step = { title: string; say?: string[]; fields?: Field[]; attach?: string[]; missing?: string[] };

export type StepsInput = PacketRequest & {
  addresses: readonly { path: string; text: string; count: number }[];
  texts: readonly RenderedNotice[];
  /** Every other file of the packet. */
  paths: readonly string[];
};

/** What a person does at the venue, in order. */
export function stepsOf(input: StepsInput): Step[] {
  const programme = programmeById(input.content.programme);
  return [
    door(input, programme),
    people(input, programme),
    right(input, programme),
    reason(input),
    ...input.addresses.map((file, index) => addresses(file, index, input, programme)),
    explanation(input, programme),
    evidence(input),
    declaration(input),
    afterwards(programme),
  ];
}

function door({ content }: StepsInput, { door: entrance, title, sites, account }: Programme): Step {
  const form = sites.find(({ id }) => id === content.site)?.formUrl ?? entrance;
  const who = account.who === 'unknown' ? 'not known to us' : WHO[account.who];
  return {
    title: `Open the venue's form: ${title}`,
    say: [
      `Who may hold the account: ${who}.`,
      ...(account.documents.length > 0 ? [`The account asks for: ${account.documents.join('; ')}.`] : []),
    ],
    ...(form === 'unknown'
      ? { missing: ['We do not know the address of the form: find it on the site, and check that it is the real one.'] }
      : { fields: [{ label: 'Address of the form', value: form }] }),
  };
}

const WHO = { owner: 'the owner of the right', agent: 'an agent', both: 'the owner of the right or an agent' } as const;

function people({ content, paths }: StepsInput, { requiredFields }: Programme): Step {
  const parties = { owner: content.owner, reporter: content.reporter };
  const lacking = requiredFields.filter((field) => {
    const [who, what] = field.split('.') as [keyof typeof parties, keyof Party];
    return !parties[who][what];
  });
  const authority = paths.filter((path) => path.startsWith('31-authority/'));
  const needsProof = content.authority !== undefined && authority.length === 0;
  return {
    title: 'Say who reports, and for whom',
    fields: [...partyFields('Owner of the right', content.owner), ...partyFields('Reported by', content.reporter)],
    attach: authority,
    missing: [
      ...lacking.map((field) => `The venue asks for ${field}, and it is not known.`),
      ...(needsProof ? ['The power of attorney is not in this packet: attach your own copy.'] : []),
    ],
  };
}

const partyFields = (role: string, { name, title, company, address, country, email, phone }: Party): Field[] =>
  (
    [
      ['name', name],
      ['position', title],
      ['company', company],
      ['address', [address, country].filter(Boolean).join(', ')],
      ['e-mail', email],
      ['telephone', phone],
    ] as const
  ).flatMap(([what, value]) => (value ? [{ label: `${role}: ${what}`, value }] : []));

function right({ content, paths }: StepsInput, { right: asked }: Programme): Step {
  const { number, office, territories, niceClasses, goods, expires, ownUrls, certificateUrl, status } = content.right;
  const values: [string, string | undefined][] = [
    [KIND[content.right.type], rightName(content.right)],
    ['Number', number],
    ['Office', office],
    ['Covers', territories.join(', ')],
    ['Nice classes', niceClasses.join(', ')],
    ['Goods', goods.join('; ')],
    ['In force until', expires?.slice(0, 10)],
    ['Certificate in a public register', certificateUrl],
    ["The owner's own pages", ownUrls.join('\n')],
  ];
  const attach = paths.filter((path) => path.startsWith('30-right/'));
  const needsPapers = asked.status.includes('registered') && status !== 'unregistered' && attach.length === 0;
  return {
    title: 'Name the right',
    fields: values.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    attach,
    missing: needsPapers
      ? ['No certificate of this right is in the packet: attach your own copy if the form asks.']
      : [],
  };
}

const KIND: Record<Right['type'], string> = {
  trademark: 'Trade mark',
  copyright: 'Work',
  design: 'Registered design',
  patent: 'Patent',
};

function reason({ content }: StepsInput): Step {
  const { label, zh } = content.claim.reason;
  const { orderId } = content.claim;
  return {
    title: 'Choose the reason',
    fields: [
      { label: 'Reason', value: label },
      ...(zh && content.languages.includes('zh') ? [{ label: 'Reason, in Chinese', value: zh }] : []),
      ...(orderId ? [{ label: 'Order number of the test purchase', value: orderId }] : []),
    ],
  };
}

function addresses(
  file: StepsInput['addresses'][number],
  index: number,
  { addresses: all, targets }: StepsInput,
  { targets: limits }: Programme,
): Step {
  const lines = file.text.trimEnd().split('\n');
  const sellerAt = new Map(
    targets.map(({ url, sellerName, sellerId = '' }) => [oneLine(url), oneLine(sellerName ?? sellerId)]),
  );
  const sellers = limits.withSeller ? lines.map((url) => sellerAt.get(url) || UNNAMED) : [];
  const unnamed = sellers.filter((seller) => seller === UNNAMED).length;
  const which = all.length > 1 ? ` (form ${index + 1} of ${all.length})` : '';
  return {
    title: `Paste the addresses of the offers${which}`,
    say: [
      ...(index > 0 ? ['One form takes no more: repeat the steps above in a new form, with these addresses.'] : []),
      `The same lines are in ${file.path}.`,
    ],
    fields: [
      { label: `${file.count} ${file.count === 1 ? 'address' : 'addresses'}`, value: lines.join('\n') },
      ...(sellers.length > 0 ? [{ label: 'Who sells each, in the same order', value: sellers.join('\n') }] : []),
    ],
    missing: unnamed > 0 ? [`The form asks who sells each offer, and of ${unnamed} it is not known.`] : [],
  };
}

const UNNAMED = '(not known)';

function explanation({ content, texts, targets }: StepsInput, { maxChars }: Programme): Step {
  const most = maxChars.explanation;
  const fields = texts.map(({ language }) => {
    const said = content.statement[language] ?? content.statement.en;
    const own = targets.length === 1 ? targets[0]!.sentences.map((sentence) => sentence[language] ?? sentence.en) : [];
    const value = [said, ...own].join(language === 'zh' ? '' : ' ');
    const note = most === undefined ? undefined : `${value.length} of ${most} characters`;
    return { label: `Explanation (${language})`, value, ...(note && { note }) };
  });
  const tooLong = most !== undefined && fields.some(({ value }) => value.length > most);
  return {
    title: 'Explain',
    say: [
      `What was found at each offer is in 21-targets.csv and in ${texts.map(({ language }) => `10-notice.${language}.html`).join(' and ')}.`,
    ],
    fields,
    missing: tooLong ? [`The field takes ${most} characters: shorten the text without changing what it says.`] : [],
  };
}

/** More than this and the folders are named instead of their files. */
const FILES_SHOWN = 12;

function evidence({ paths, targets }: StepsInput): Step {
  const captured = paths.filter((path) => /^4[0-2]-/.test(path));
  const folders = [...new Set(captured.map((path) => `${path.split('/')[0]}/`))];
  const pictured = new Set(captured.filter((path) => /\/screenshot\.webp$/.test(path)));
  const without = targets.length - pictured.size;
  return {
    title: 'Attach the evidence',
    say: [
      'Each offer has its own numbered folder, in the order of the addresses. Pages of sellers are kept as text files: do not rename and open them, their scripts would run.',
      ...unopenedSaid(captured),
    ],
    attach: captured.length > FILES_SHOWN ? folders : captured,
    missing:
      without > 0
        ? [`${without} of ${targets.length} offers have no screenshot: the page itself and what it said are there.`]
        : [],
  };
}

const declaration = ({ content, texts }: StepsInput): Step => ({
  title: 'Read the declarations, and sign only what you know to be true',
  fields: texts.map(({ language }) => {
    const { heading, lines } = declarationsOf(content, language);
    return { label: heading, value: lines.join('\n') };
  }),
  attach: ['91-declaration.txt'],
});

const afterwards = ({ freshHours }: Programme): Step => ({
  title: 'Say that it was filed',
  say: [
    `File within ${freshHours === 1 ? 'an hour' : `${freshHours} hours`} of this packet being made: after that the offers may have changed, and the filing is marked as late.`,
    "Afterwards, tell Markwarden the venue's number, on the notice's page in the console or with “markwarden notice filed”: it then watches whether the offers go.",
  ],
});
