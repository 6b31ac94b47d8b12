/** How a field is entered, and what it becomes. `lines`: one a line; `words`, `numbers`: between commas; `percent`: 0..1 where it is kept. */
type Kind = 'text' | 'lines' | 'words' | 'number' | 'numbers' | 'percent' | 'yes' | 'choice' | 'date';

export type BrandField = {
  /** Within the brand, or within its row. */
  path: string;
  label: string;
  kind: Kind;
  hint?: string;
  choices?: Record<string, string>;
  placeholder?: string;
};

/** A list of the brand's that is entered row by row; a row that is emptied goes. */
export type BrandRows = {
  path: string;
  title: string;
  fields: readonly BrandField[];
  /** Empty rows to write in. */
  blank: number;
  /** A search that can be tried before it is kept. */
  isSearch?: true;
};

type BrandGroup = { title: string; fields: readonly BrandField[] };

export type BrandPart = { title: string; lead: string; groups: readonly BrandGroup[]; rows: readonly BrandRows[] };

const NAMES: readonly BrandField[] = [
  { path: 'name', label: 'Name', kind: 'text' },
  {
    path: 'fingerprint.names',
    label: 'Names and spellings',
    kind: 'lines',
    hint: 'As buyers and sellers write it, in every script, one a line.',
  },
];

const RECOGNITION: readonly BrandField[] = [
  ...NAMES,
  {
    path: 'fingerprint.logoTexts',
    label: 'Texts in logos',
    kind: 'lines',
    hint: 'What can be read on the goods, one a line.',
  },
  {
    path: 'fingerprint.contextWords',
    label: 'Words beside the name',
    kind: 'words',
    hint: 'Only for a name that is an everyday word: what stands beside it where it means the brand.',
  },
];

const MARKS: BrandRows = {
  path: 'marks',
  title: 'Registered marks',
  blank: 1,
  fields: [
    { path: 'text', label: 'Mark', kind: 'text' },
    { path: 'office', label: 'Office', kind: 'text', placeholder: 'EUIPO' },
    { path: 'number', label: 'Number', kind: 'text' },
    { path: 'jurisdictions', label: 'In force in', kind: 'words', placeholder: 'EU, GB' },
    { path: 'niceClasses', label: 'Nice classes', kind: 'numbers', placeholder: '18, 25' },
    { path: 'expires', label: 'Expires', kind: 'date' },
  ],
};

const party = (path: string, title: string): BrandGroup => ({
  title,
  fields: [
    { path: `${path}.name`, label: 'Name', kind: 'text' },
    { path: `${path}.email`, label: 'E-mail', kind: 'text' },
    { path: `${path}.address`, label: 'Postal address', kind: 'text' },
    { path: `${path}.phone`, label: 'Telephone', kind: 'text' },
  ],
});
const OWNER = party('contacts.rightsOwner', 'Rights owner');

const WATCHES: BrandRows = {
  path: 'watches',
  title: 'Searches',
  blank: 1,
  isSearch: true,
  fields: [
    { path: 'keyword', label: 'Search for', kind: 'text' },
    { path: 'seller', label: 'Or all offers of', kind: 'text', placeholder: 'account id' },
    { path: 'marketplaces', label: 'On', kind: 'words', placeholder: 'ebay@www.ebay.de, etsy' },
    { path: 'excluded', label: 'Without', kind: 'words' },
    { path: 'every', label: 'Every', kind: 'text', placeholder: '1d' },
    { path: 'pages', label: 'Pages', kind: 'number', placeholder: '2' },
    { path: 'priority', label: 'Goes first', kind: 'yes' },
  ],
};

const EMAILS: BrandField = {
  path: 'alerts.emails',
  label: 'E-mails go to',
  kind: 'lines',
  hint: 'One address a line; each confirms once.',
};

/** What a brand's profile is edited by. Products have a page of their own, the rest is edited as a file. */
export const BRAND_PARTS = {
  names: {
    title: 'Names and rights',
    lead: 'What offers are recognised by, and what notices rest on.',
    groups: [
      { title: 'Names', fields: RECOGNITION },
      OWNER,
      party('contacts.reporter', 'Who sends the notices'),
      {
        title: 'Authority to send them',
        fields: [
          { path: 'contacts.authority.signedBy', label: 'Signed by', kind: 'text' },
          { path: 'contacts.authority.signedAt', label: 'Signed on', kind: 'date' },
        ],
      },
    ],
    rows: [MARKS],
  },
  sellers: {
    title: 'Authorised sellers',
    lead: 'Looked at first: no offer of theirs becomes a case. Name the account, not what it is called on the page.',
    groups: [],
    rows: [
      {
        path: 'fingerprint.authorisedSellers',
        title: 'Accounts',
        blank: 3,
        fields: [
          { path: 'marketplace', label: 'Marketplace', kind: 'text', placeholder: 'ebay' },
          { path: 'sellerId', label: 'Account', kind: 'text' },
        ],
      },
    ],
  },
  watches: {
    title: 'Watches',
    lead: 'What is searched for, where and how often. Try a search before you keep it.',
    groups: [],
    rows: [WATCHES],
  },
  policy: {
    title: 'Policy',
    lead: 'When somebody is asked, what may leave, and who hears of it.',
    groups: [
      {
        title: 'What may leave',
        fields: [
          {
            path: 'enforcement.mode',
            label: 'Notices',
            kind: 'choice',
            choices: {
              shadow: 'prepared, and nothing is sent',
              review: 'leave when a person approves each',
              auto: 'leave by themselves where that is proved',
            },
          },
          { path: 'enforcement.fourEyes', label: 'Two people approve each notice', kind: 'yes' },
          { path: 'enforcement.reviewAt', label: 'Shown to somebody from', kind: 'percent' },
          { path: 'enforcement.expediteAt', label: 'Expedited from', kind: 'percent' },
          { path: 'enforcement.dailyCap', label: 'Offers in notices a day, at most', kind: 'number' },
          {
            path: 'enforcement.auditShare',
            label: 'Of what looks harmless, shown all the same',
            kind: 'percent',
            hint: 'To learn what the score misses; at most 10 %.',
          },
        ],
      },
      {
        title: 'Who hears of it',
        fields: [
          EMAILS,
          {
            path: 'alerts.digest',
            label: 'Digest',
            kind: 'choice',
            choices: { off: 'off', hourly: 'hourly', daily: 'daily' },
          },
          { path: 'alerts.criticalAt', label: 'At once, whatever the digest, from', kind: 'percent' },
          {
            path: 'alerts.report',
            label: 'Report of the figures',
            kind: 'choice',
            choices: { monthly: 'monthly', off: 'off' },
          },
        ],
      },
    ],
    rows: [
      {
        path: 'alerts.quietHours',
        title: 'Quiet hours',
        blank: 1,
        fields: [
          { path: 'email', label: 'Address', kind: 'text', placeholder: 'one of those above' },
          { path: 'from', label: 'From', kind: 'text', placeholder: '22:00' },
          { path: 'to', label: 'To', kind: 'text', placeholder: '07:00' },
          { path: 'timeZone', label: 'Time zone', kind: 'text', placeholder: 'Europe/Copenhagen' },
        ],
      },
      {
        path: 'enforcement.channels',
        title: 'Ways arranged with venues',
        blank: 1,
        fields: [
          { path: 'programme', label: 'Programme', kind: 'text', placeholder: 'dsa-art16' },
          { path: 'site', label: 'Only its site', kind: 'text', placeholder: 'all of them' },
          {
            path: 'by',
            label: 'By',
            kind: 'choice',
            choices: { '': '', api: 'their interface', email: 'e-mail', packet: 'hand, with a packet' },
          },
          { path: 'to', label: 'E-mail to', kind: 'text' },
        ],
      },
    ],
  },
} as const satisfies Record<string, BrandPart>;
export type BrandPartName = keyof typeof BRAND_PARTS;

/** What a first registration asks for; everything else can follow. */
export const NEW_BRAND: BrandPart = {
  title: 'Register a brand',
  lead: 'Its id and one name are enough to scan. A mark and its owner are needed before a notice can be sent.',
  groups: [
    {
      title: 'Names',
      fields: [
        {
          path: 'id',
          label: 'Id',
          kind: 'text',
          placeholder: 'nordhavn',
          hint: 'Lower-case letters, digits and dashes; it stays for good.',
        },
        ...NAMES,
        EMAILS,
      ],
    },
    OWNER,
  ],
  rows: [MARKS, WATCHES],
};

export const fieldsIn = ({ groups }: BrandPart): BrandField[] => groups.flatMap(({ fields }) => fields);
