import type { EvidenceRef, NoticeContent, TargetStatement } from '#shared/domain/notice-content.ts';
import type { Owner } from '#shared/domain/owner.ts';
import type { NoticeContext } from '#shared/notices/notice-context.ts';
import { aScene, type Composed, composed } from './notices.ts';

export const EBAY = { marketplace: 'ebay@ebay.de', id: '281900000041', url: 'https://www.ebay.de/itm/281900000041' };
export const TAOBAO = {
  marketplace: 'taobao',
  id: '570000000001',
  url: 'https://item.taobao.com/item.htm?id=570000000001',
  title: 'Nordhavn Fjord Parka 一比一 冲锋衣',
};
export const WALMART = { marketplace: 'walmart', id: '501000001', url: 'https://www.walmart.com/ip/501000001' };
export const VINTED = {
  marketplace: 'vinted@vinted.fr',
  id: '8000000001',
  url: 'https://www.vinted.fr/items/8000000001-parka',
};
export const ETSY = { marketplace: 'etsy', id: '1500000005', url: 'https://www.etsy.com/listing/1500000005/parka' };
export const AMAZON = { marketplace: 'amazon', id: 'B0NORDHV05', url: 'https://www.amazon.com/dp/B0NORDHV05' };

/** A notice without a fault. */
export const sound = (listing = EBAY as Parameters<typeof aScene>[0]): Composed => composed(aScene(listing));

type Fault = (notice: Composed) => Composed;

const inContent =
  (change: (content: NoticeContent) => Partial<NoticeContent>): Fault =>
  (notice) => ({ ...notice, content: { ...notice.content, ...change(notice.content) } });
const inTarget =
  (change: (target: TargetStatement) => Partial<TargetStatement>): Fault =>
  (notice) => ({ ...notice, targets: notice.targets.map((target) => ({ ...target, ...change(target) })) });
const inEvidence = (change: Partial<EvidenceRef>): Fault =>
  inTarget(({ evidence }) => ({ evidence: evidence.map((item) => ({ ...item, ...change })) }));
const inContext =
  (change: (context: NoticeContext) => Partial<NoticeContext>): Fault =>
  (notice) => ({ ...notice, context: { ...notice.context, ...change(notice.context) } });
/** On file and in the notice alike: what is wrong is the thing itself. */
const inOwner =
  (change: (owner: Owner) => Partial<Owner>): Fault =>
  (notice) => {
    const owner = { ...notice.context.owner, ...change(notice.context.owner) };
    const { party, reporter, authorities } = owner;
    const content = { ...notice.content, owner: party!, reporter: reporter! };
    return {
      ...notice,
      content: { ...content, ...(content.authority && authorities[0] && { authority: authorities[0] }) },
      context: { ...notice.context, owner },
    };
  };
const authorityWith = (change: object): Fault =>
  inOwner(({ authorities }) => ({ authorities: authorities.map((each) => ({ ...each, ...change })) }));
const reporterWith = (change: object): Fault => inOwner(({ reporter }) => ({ reporter: { ...reporter!, ...change } }));
const partyWith = (change: object): Fault => inOwner(({ party }) => ({ party: { ...party!, ...change } }));
/** The right is as stated on file, and still does not bear the notice. */
const rightWith =
  (change: object): Fault =>
  (notice) => {
    const right = { ...notice.content.right, ...change };
    const { owner } = notice.context;
    return {
      ...notice,
      content: { ...notice.content, right },
      context: { ...notice.context, owner: { ...owner, rights: [...owner.rights, right] } },
    };
  };
const at = (url: string): Fault => inTarget(() => ({ url }));

type Case = [what: string, field: string, fault: Fault, listing?: Parameters<typeof aScene>[0]];

const RIGHTS: Case[] = [
  ['the right is a foreign one', 'right.territories', rightWith({ territories: ['US'], number: '5', office: 'USPTO' })],
  ['the right has no country at all', 'right.territories', rightWith({ territories: ['WO'] })],
  ['an EU mark is claimed in China', 'right.territories', rightWith({ territories: ['EU'], office: 'EUIPO' }), TAOBAO],
  [
    'an EU mark is claimed in the United States',
    'right.office',
    rightWith({ territories: ['EU'], office: 'EUIPO' }),
    WALMART,
  ],
  ['a serial number is claimed', 'right.number', rightWith({ number: '90000001' }), WALMART],
  [
    'an international mark lacks its extension',
    'right.files',
    rightWith({ office: 'WIPO', territories: ['WO', 'CN'] }),
    TAOBAO,
  ],
  [
    'the extension is to another country',
    'right.files',
    rightWith({
      office: 'WIPO',
      territories: ['WO', 'CN'],
      files: [{ kind: 'extension', key: 'k', sha256: 'a'.repeat(64), territory: 'JP' }],
    }),
    TAOBAO,
  ],
  ['the right was only applied for', 'right.status', rightWith({ status: 'pending' })],
  ['the right expired yesterday', 'right.expires', rightWith({ expires: '2026-11-30' })],
  ['the right expired long ago', 'right.expires', rightWith({ expires: '2001-01-01' })],
  ['the mark is for other goods', 'right.niceClasses', rightWith({ niceClasses: [9] })],
  ['the right is not on file', 'right', inContent(({ right }) => ({ right: { ...right, number: '999' } }))],
  ['the right is not as on file', 'right', inContent(({ right }) => ({ right: { ...right, niceClasses: [25] } }))],
  ['the mark is one that the page does not show', 'sentences', rightWith({ text: 'FJELLHAVN' })],
  ['the number is missing', 'right.number', rightWith({ number: undefined })],
  ['the owner has no page of its own to show', 'right.ownUrls', rightWith({ ownUrls: [] }), ETSY],
];

const AUTHORITY: Case[] = [
  ['there is no authority', 'authority', inOwner(() => ({ authorities: [] }))],
  ['the authority is of 2001', 'authority.signedAt', authorityWith({ signedAt: '2001-05-05' })],
  ['the authority names no term and is old', 'authority.signedAt', authorityWith({ signedAt: '2023-11-30' })],
  ['the authority is of the day after tomorrow', 'authority.signedAt', authorityWith({ signedAt: '2026-12-03' })],
  ['the authority has ended', 'authority.expires', authorityWith({ expires: '2026-11-30' })],
  ['the authority is for somebody else', 'authority.grantee', authorityWith({ grantee: 'Another Agency Ltd' })],
  ['the authority is of somebody else', 'authority.grantor', authorityWith({ grantor: 'Sydhavn ApS' })],
  ['the reporter has signed it', 'authority.signatory', authorityWith({ signatory: 'Jane Holm' })],
  ['the reporter has signed it in other letters', 'authority.signatory', authorityWith({ signatory: ' JANE  HOLM ' })],
  ['the authority does not cover the right', 'authority.rights', authorityWith({ rights: ['UKIPO:UK00003000001'] })],
  ['the authority does not cover the country', 'authority.territories', authorityWith({ territories: ['US', 'FR'] })],
  [
    'the notice states another authority',
    'authority',
    inContent(({ authority }) => ({ authority: { ...authority!, signatory: 'Somebody' } })),
  ],
  ['the notice states none', 'authority', inContent(() => ({ authority: undefined }))],
  ['nobody owns the right', 'owner', inContext(({ owner }) => ({ owner: { ...owner, party: undefined } }))],
  ['nobody reports', 'reporter', inContext(({ owner }) => ({ owner: { ...owner, reporter: undefined } }))],
  [
    'the owner is not the one on file',
    'owner',
    inContent(({ owner }) => ({ owner: { ...owner, name: 'Sydhavn ApS' } })),
  ],
  ['the owner’s id is another', 'owner', inContent(() => ({ ownerId: 'sydhavn' }))],
  [
    'the reporter is not the one on file',
    'reporter',
    inContent(({ reporter }) => ({ reporter: { ...reporter, email: 'x@y.example' } })),
  ],
];

const PEOPLE: Case[] = [
  ['the owner has no postal address', 'owner.address', partyWith({ address: undefined })],
  ['the owner’s address is blank', 'owner.address', partyWith({ address: '   ' })],
  ['the owner’s address is a word', 'owner.address', partyWith({ address: 'Copenhagen' })],
  ['the owner’s address is an e-mail’s', 'owner.address', partyWith({ address: 'legal at nordhavn' })],
  ['the reporter has no telephone', 'reporter.phone', reporterWith({ phone: undefined })],
  ['the reporter’s telephone is none', 'reporter.phone', reporterWith({ phone: '112' })],
  ['the reporter has no title', 'reporter.title', reporterWith({ title: undefined })],
  ['the owner’s country is not said', 'owner.country', partyWith({ country: undefined }), TAOBAO],
  ['the reporter has no address', 'reporter.address', reporterWith({ address: undefined }), AMAZON],
  ['Etsy is given no address of the reporter', 'reporter.address', reporterWith({ address: undefined }), ETSY],
  ['the e-mail is none', 'reporter.email', inContent(({ reporter }) => ({ reporter: { ...reporter, email: 'jane' } }))],
  [
    'an agent reports where the owner has to',
    'reporter.company',
    (notice) => reporterWith({ company: 'Agency Ltd' })(notice),
    WALMART,
  ],
];

const GROUND: Case[] = [
  [
    'a trade mark bears a claim of copyright',
    'claim.kind',
    inContent(({ claim }) => ({ claim: { ...claim, kind: 'copyright-image' } })),
  ],
  [
    'a trade mark bears a claim of a patent',
    'claim.kind',
    inContent(({ claim }) => ({ claim: { ...claim, kind: 'patent' } })),
  ],
  [
    'copyright bears a claim of counterfeit',
    'claim.kind',
    rightWith({ type: 'copyright', title: 'Catalogue 2026', text: undefined }),
  ],
  [
    'the venue takes no such claim',
    'claim.kind',
    inContent(({ claim }) => ({ claim: { ...claim, kind: 'design' } })),
    WALMART,
  ],
  [
    'the reason is none of the venue’s',
    'claim.reason',
    inContent(({ claim }) => ({ claim: { ...claim, reason: { code: '9.9', label: 'Anything' } } })),
  ],
  [
    'the reason belongs to another kind',
    'claim.reason',
    inContent(({ claim }) => ({ claim: { ...claim, reason: { code: '4.2', label: '4.2 Copied image' } } })),
  ],
  [
    'no order for the reason test purchase',
    'claim.orderId',
    inContent(({ claim }) => ({
      claim: {
        ...claim,
        reason: { code: 'trademark-counterfeit-test-buy', label: 'Trademark – counterfeit – test buy' },
      },
    })),
    TAOBAO,
  ],
  [
    'less was found than the reason asks for',
    'strength',
    inContent(({ claim }) => ({
      claim: {
        ...claim,
        orderId: '1',
        reason: { code: 'trademark-counterfeit-test-buy', label: 'Trademark – counterfeit – test buy' },
      },
    })),
    TAOBAO,
  ],
  ['the mark alone is called a counterfeit', 'strength', inTarget(() => ({ strength: 'use' }))],
  ['the statement is nonsense', 'statement.en', inContent(() => ({ statement: { en: 'aaa '.repeat(40) } }))],
  ['the statement is one long letter', 'statement.en', inContent(() => ({ statement: { en: 'a'.repeat(200) } }))],
  [
    'the statement is letters at random',
    'statement.en',
    inContent(() => ({ statement: { en: 'xkqj wrtz plmn bvcs dfgh zxcv qwrt' } })),
  ],
  [
    'the statement is three words',
    'statement.en',
    inContent(() => ({ statement: { en: 'Counterfeit, please remove' } })),
  ],
  ['the statement is empty', 'statement.en', inContent(() => ({ statement: { en: '' } }))],
  [
    'the explanation is longer than the form',
    'sentences',
    inContent(({ statement }) => ({ statement: { en: `${statement.en} ${'It sells this and that. '.repeat(60)}` } })),
  ],
  [
    'the Chinese words are missing',
    'statement.zh',
    inContent(({ statement }) => ({ statement: { en: statement.en } })),
    TAOBAO,
  ],
  ['it is not in Chinese', 'languages', inContent(() => ({ languages: ['en'] })), TAOBAO],
  [
    'no good faith is declared',
    'declarations',
    inContent(({ declarations }) => ({ declarations: declarations.filter((each) => each !== 'good-faith') })),
  ],
  [
    'no perjury clause on eBay',
    'declarations',
    inContent(({ declarations }) => ({ declarations: declarations.filter((each) => each !== 'perjury') })),
  ],
  [
    'completeness is not declared in the European Union',
    'declarations',
    inContent(({ declarations }) => ({ declarations: declarations.filter((each) => each !== 'complete') })),
    VINTED,
  ],
  ['a form of the wrong law', 'legalForm', inContent(() => ({ legalForm: 'dmca-512' }))],
  ['the form of Article 16 outside of the Union', 'legalForm', inContent(() => ({ legalForm: 'dsa-16' })), WALMART],
  ['the site is none of the programme’s', 'site', inContent(() => ({ site: 'ebay.example' }))],
  ['the programme is another one', 'programme', inContent(() => ({ programme: 'amazon-rav' }))],
];

const TARGETS: Case[] = [
  ['no offer is named', 'targets', (notice) => ({ ...notice, targets: [] })],
  ['an offer is named twice', 'targets', (notice) => ({ ...notice, targets: [...notice.targets, ...notice.targets] })],
  [
    'more offers than the form holds',
    'targets',
    (notice) => ({
      ...notice,
      targets: Array.from({ length: 151 }, (_, n) => ({
        ...notice.targets[0]!,
        itemId: `28190000${1000 + n}`,
        url: `https://www.ebay.de/itm/28190000${1000 + n}`,
        offer: { group: 'ebay', itemId: `28190000${1000 + n}` },
      })),
    }),
  ],
  [
    'two where the cap is not known',
    'targets',
    (notice) => ({
      ...notice,
      targets: [
        ...notice.targets,
        {
          ...notice.targets[0]!,
          itemId: '1500000006',
          url: 'https://www.etsy.com/listing/1500000006/parka',
          offer: { group: 'etsy', itemId: '1500000006' },
        },
      ],
    }),
    ETSY,
  ],
  ['the address is of a search', 'url', at('https://www.ebay.de/sch/i.html?_nkw=nordhavn+281900000041')],
  ['the address is of a seller', 'url', at('https://www.ebay.de/usr/cheap-parka-store')],
  ['the address is of a store', 'url', at('https://www.ebay.de/str/parka?item=281900000041')],
  ['the address is the front page', 'url', at('https://www.ebay.de/')],
  ['the address is of another item', 'url', at('https://www.ebay.de/itm/281900000042')],
  ['the address holds the number inside another', 'url', at('https://www.ebay.de/itm/2819000000411')],
  ['the address is on another site', 'url', at('https://www.ebay.com/itm/281900000041')],
  ['the address is on a site that looks alike', 'url', at('https://www.ebay.de.evil.example/itm/281900000041')],
  ['the host is the user name', 'url', at('https://www.ebay.de@evil.example/itm/281900000041')],
  ['the address is a script', 'url', at('javascript:alert(281900000041)')],
  ['the address is none', 'url', at('item 281900000041')],
  ['a Taobao shop is named', 'url', at('https://shop570000000001.taobao.com/'), TAOBAO],
  ['a Taobao search is named', 'url', at('https://s.taobao.com/search?q=570000000001'), TAOBAO],
  ['an Etsy shop is named', 'url', at('https://www.etsy.com/shop/1500000005'), ETSY],
  ['an Amazon search is named', 'url', at('https://www.amazon.com/s?k=B0NORDHV05'), AMAZON],
  ['an Amazon seller is named', 'url', at('https://www.amazon.com/sp?seller=B0NORDHV05'), AMAZON],
  [
    'a profile is named on a site of which no more is known',
    'url',
    at('https://www.vinted.fr/member/8000000001-anna'),
    VINTED,
  ],
  ['the offer is another than the item', 'offer', inTarget(({ offer }) => ({ offer: { ...offer, itemId: '1' } }))],
  ['the offer has no title', 'title', inTarget(() => ({ title: ' ' }))],
  [
    'the seller is authorised',
    'seller',
    inTarget(() => ({ sellerId: 'nordhavn-official' })),
    { marketplace: 'bazaar', id: '1001', url: 'https://bazaar.example/item/1001' },
  ],
  [
    'the seller is authorised under the name',
    'seller',
    inTarget(() => ({ sellerName: '@Nordhavn-Official' })),
    { marketplace: 'bazaar', id: '1001', url: 'https://bazaar.example/item/1001' },
  ],
  [
    'the quotation is not what the page says',
    'quotes',
    inTarget(() => ({ quotes: [{ text: 'replica', where: 'title' }] })),
  ],
  [
    'the quotation has lost its accent',
    'quotes',
    inTarget(() => ({ title: 'Nordhavn Parka réplica', quotes: [{ text: 'replica', where: 'title' }] })),
    { ...VINTED, title: 'Nordhavn Fjord Parka réplica' },
  ],
  ['the quotation stands elsewhere', 'quotes', inTarget(() => ({ quotes: [{ text: '1:1', where: 'description' }] }))],
  ['nothing is said of the offer', 'targets.sentences', inTarget(() => ({ sentences: [] }))],
  [
    'what is said of the offer is nonsense',
    'sentences',
    inTarget(() => ({ sentences: [{ en: 'NORDHAVN bad bad bad' }] })),
  ],
  ['nothing was captured', 'evidence', inTarget(() => ({ evidence: [] }))],
  ['only our own summary was captured', 'evidence', inEvidence({ kind: 'listing' })],
  ['the evidence is two years old', 'evidence.capturedAt', inEvidence({ capturedAt: '2024-12-01T12:00:00.000Z' })],
  [
    'the evidence is a week and an hour old',
    'evidence.capturedAt',
    inEvidence({ capturedAt: '2026-11-24T10:59:00.000Z' }),
  ],
  ['the evidence is of tomorrow', 'evidence.capturedAt', inEvidence({ capturedAt: '2026-12-02T12:00:00.000Z' })],
  ['the evidence is of another case', 'evidence.caseId', inEvidence({ caseId: 'nordhavn~ebay~1~1' })],
  ['the evidence has no checksum', 'evidence.sha256', inEvidence({ sha256: '' })],
  ['the checksum is none', 'evidence.sha256', inEvidence({ sha256: 'z'.repeat(64) })],
];

/** Each has one fault, and names the field that a person has to mend. */
export const FAULTS = [...RIGHTS, ...AUTHORITY, ...PEOPLE, ...GROUND, ...TARGETS];
