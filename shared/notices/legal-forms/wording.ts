import type { NoticeLanguage } from '#shared/domain/claim.ts';
import type { Declaration, LegalForm } from '#shared/domain/programme.ts';
import type { EvidenceItem } from '#shared/evidence/evidence-store.ts';

/**
 * The words of the forms. Written by us after the law's own lists of elements; no native lawyer has read them yet, and whoever files
 * is told so.
 */
export const REVIEWED: Readonly<Record<NoticeLanguage, boolean>> = { en: false, zh: false };

type Words = Readonly<Record<NoticeLanguage, string>>;

export const TITLE: Record<LegalForm, Words> = {
  trademark: { en: 'Notice of infringement of an intellectual property right', zh: '知识产权侵权通知' },
  'dmca-512': {
    en: 'Notification of claimed copyright infringement (17 U.S.C. 512(c)(3))',
    zh: '著作权侵权通知（美国法典第17编第512(c)(3)条）',
  },
  'dsa-16': {
    en: 'Notice under Article 16 of Regulation (EU) 2022/2065 (Digital Services Act)',
    zh: '依据欧盟第2022/2065号条例（《数字服务法》）第16条发出的通知',
  },
};

export const HEADINGS = {
  owner: { en: 'Owner of the right', zh: '权利人' },
  reporter: { en: 'Reported by', zh: '投诉人' },
  right: { en: 'Right that is infringed', zh: '被侵犯的权利' },
  work: { en: 'Copyrighted work', zh: '被侵权作品' },
  ground: { en: 'Ground', zh: '投诉理由' },
  illegality: { en: 'Why the content is illegal', zh: '内容违法的理由' },
  targets: { en: 'Offers', zh: '侵权商品' },
  material: { en: 'Material to be removed, and where it is', zh: '要求删除的内容及其位置' },
  location: { en: 'Exact electronic location', zh: '内容的准确网址' },
  request: { en: 'What is asked', zh: '请求' },
  declarations: { en: 'Declarations', zh: '声明' },
} as const satisfies Record<string, Words>;

export const LABELS = {
  mark: { en: 'Trade mark', zh: '商标' },
  work: { en: 'Work', zh: '作品' },
  design: { en: 'Registered design', zh: '外观设计' },
  patent: { en: 'Patent', zh: '专利' },
  number: { en: 'Number', zh: '注册号' },
  status: { en: 'Status', zh: '状态' },
  covers: { en: 'Covers', zh: '保护地域' },
  classes: { en: 'Nice classes', zh: '尼斯分类' },
  until: { en: 'In force until', zh: '有效期至' },
  certificate: { en: 'Certificate', zh: '注册证' },
  ownPages: { en: "The owner's own pages", zh: '权利人自有页面' },
  reason: { en: 'Reason', zh: '理由' },
  order: { en: 'Test purchase, order', zh: '测试购买订单号' },
  item: { en: 'Item', zh: '商品编号' },
  title: { en: 'Title', zh: '标题' },
  seller: { en: 'Seller', zh: '卖家' },
  price: { en: 'Price', zh: '价格' },
  found: { en: 'Found', zh: '发现' },
  evidence: { en: 'Evidence', zh: '证据' },
  phone: { en: 'Telephone', zh: '电话' },
  email: { en: 'E-mail', zh: '电子邮箱' },
  address: { en: 'Address', zh: '地址' },
  signature: { en: 'Signature', zh: '签名' },
  place: { en: 'Place and date', zh: '地点及日期' },
  date: { en: 'Date', zh: '日期' },
  notStated: { en: 'not stated', zh: '页面未标明' },
} as const satisfies Record<string, Words>;

export const STATUS = {
  registered: { en: 'registered', zh: '已注册' },
  pending: { en: 'applied for', zh: '申请中' },
  unregistered: { en: 'not registered (arises without registration)', zh: '未登记（自动产生）' },
} as const satisfies Record<string, Words>;

const EVIDENCE: Record<EvidenceItem['kind'] | 'test-buy', Words> = {
  page: { en: 'page', zh: '页面' },
  screenshot: { en: 'screenshot', zh: '截图' },
  listing: { en: 'details of the offer', zh: '商品信息' },
  picture: { en: 'picture', zh: '图片' },
  headers: { en: "the server's answer", zh: '服务器响应' },
  'seller-page': { en: "seller's page", zh: '卖家页面' },
  'official-picture': { en: "the owner's own picture", zh: '权利人图片' },
  'test-buy': { en: 'test purchase', zh: '购买鉴定材料' },
};

const evidenceWords = new Map<string, Words>(Object.entries(EVIDENCE));
/** What a piece of evidence is. */
export const evidenceIn = (kind: string, language: NoticeLanguage): string =>
  evidenceWords.get(kind)?.[language] ?? kind;

export const REQUEST: Words = {
  en: 'Please remove the offers named above or disable access to them, and tell us what was decided.',
  zh: '请删除上述商品或断开其链接，并告知处理结果。',
};

/** Said once for each declaration that the programme or the law asks for. */
export const DECLARATIONS: Record<Exclude<Declaration, 'authority'>, Words> = {
  'good-faith': {
    en: 'I believe in good faith that the use described above is not authorised by the owner of the right, its agent or the law.',
    zh: '本人善意地相信，上述使用未经权利人、其代理人或法律许可。',
  },
  accurate: { en: 'The information in this notice is accurate.', zh: '本通知所载信息准确无误。' },
  complete: {
    en: 'It is my bona fide belief that the information and allegations in this notice are accurate and complete.',
    zh: '本人诚信地确信，本通知所载信息及主张准确、完整。',
  },
  perjury: {
    en: 'Under penalty of perjury, I am authorised to act on behalf of the owner of the right that is claimed to be infringed.',
    zh: '本人声明，本人有权代表被侵权权利的所有人行事，如有不实愿承担伪证责任。',
  },
};

export const AUTHORITY = {
  inPerson: { en: 'I am the owner of the right.', zh: '本人即权利人。' },
  agent: {
    en: 'I act for the owner by an authority signed by {signatory} on {date}.',
    zh: '本人依据 {signatory} 于 {date} 签署的授权书代表权利人行事。',
  },
} as const satisfies Record<string, Words>;
