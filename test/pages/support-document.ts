import type { Programme } from '#shared/domain/programme.ts';
import type { Marketplace } from '#shared/marketplaces/marketplace.ts';
import { confirmedReaders } from '#shared/marketplaces/reader-age.ts';
import { programmeById } from '#shared/notices/programmes/index.ts';
import { figure, markdownTable, paragraphs, percent } from '#test/evaluation/markdown.ts';
import type { ExtractionReport } from './extraction-report.ts';
import { exactOf, foundOf, otherFields, REPORTED_FIELDS } from './figures-text.ts';
import type { PriceFigures } from './price-table.ts';
import { BENCHMARK_FIELDS, type SystemScores, THOUSANDS_TAKEN_FOR_DECIMALS } from './product-benchmark.ts';
import type { KindFigures, SiteFigures } from './site-figures.ts';
import { UNSUPPORTED_SITES } from './unsupported-sites.ts';

/** The file names of a marketplace's own small fixtures. */
export type FixtureNames = (id: string) => readonly string[];

/** Of the table of what is read, a row of which `supportRow` gives. */
export const READ_COLUMNS = [
  'marketplace',
  'reads',
  'limits',
  'notices',
  'listings per notice',
  'checked',
  'results read right',
] as const;

const PAGE_KINDS = ['search', 'listing', 'seller'] as const;
const CHANNELS: Record<Programme['channel'], string> = {
  webhook: 'signed webhook',
  packet: 'packet to file by hand',
};

/** docs/marketplaces.md: figures and facts, nothing that stood on a page. */
export function supportDocument(
  marketplaces: readonly Marketplace[],
  fixtureNames: FixtureNames,
  { sites, prices, benchmark }: ExtractionReport,
): string {
  const bySite = new Map(sites.map((figures) => [figures.site, figures]));
  const generic = sites.filter(({ site, readBy }) => site !== readBy);
  return `${paragraphs(
    '# Marketplaces',
    'Written by `npm run extract:report`; do not edit by hand. How to add one: [add-a-marketplace.md](add-a-marketplace.md).',
    '## What is read',
    READING_GUIDE,
    textTable(
      READ_COLUMNS,
      marketplaces.map((marketplace) =>
        supportRow(marketplace, fixtureNames(marketplace.id), bySite.get(marketplace.id)),
      ),
    ),
    '## What is not read',
    textTable(
      ['marketplace', 'why'],
      UNSUPPORTED_SITES.map(({ title, reason }) => [title, reason]),
    ),
    '## Measured on real saved pages',
    FIGURES_GUIDE,
    figuresTable(sites.filter(({ site, readBy }) => site === readBy)),
    ...(generic.length > 0
      ? ['Shops without a folder of their own, read by `schema-org`:', figuresTable(generic)]
      : []),
    ...(prices ? [priceSection(prices)] : []),
    ...(benchmark ? [benchmarkSection(benchmark)] : []),
  )}\n`;
}

export const unprovenReaders = Object.values(confirmedReaders).filter((day) => day === null).length;

const READING_GUIDE = `*Reads*: the kinds of page that a reader was written for. One in brackets has our own small fixtures but no real saved page to check it on: expect gaps.
*Watches on sellers*: a watch may name an account in place of a keyword (\`watches[].seller\`), whose offers are read page by page.
A *search API* is asked instead of the result pages once the operator has keys for it ([deploy.md](deploy.md)).
*Limits* names what stands between a watch and its listings. A block page is always reported as \`blocked\`, never as "no results"; nothing here gets around one.
*Notices*: how the venue takes them, and the most listings that one may name. *Checked* is the day on which these facts were last looked up.
*Results read right*: the day of the newest real result page, or API answer, that the reader is known to have read; ${unprovenReaders} are unproven. After 180 days coverage says so; \`markwarden check-readers\` asks each marketplace for one page and \`--confirm\` notes the day.`;

const FIGURES_GUIDE = `The pages stand outside this repository, in \`../shared/corpus\`, because they belong to the marketplaces; only counts appear here.
*Verdict*: pages whose coverage (complete, blocked, empty, unreadable) is what the page really is; \`unreadable\` is right for the twelve records that hold no offer in a form of their marketplace (\`test/pages/records-without-offers.ts\` says why).
*In truth*: listings found, of those that a person counted on the page. The fields say how many of the values stated by hand were read exactly.`;

/** The facts of one marketplace; what a test can hold against the registry without the saved pages. */
export function supportRow(
  marketplace: Marketplace,
  fixtures: readonly string[],
  figures: SiteFigures | undefined,
): string[] {
  const { id, title } = marketplace;
  const programme = programmeById(marketplace.programme);
  return [
    `[${title}](../shared/marketplaces/${id}/README.md) \`${id}\``,
    reads(marketplace, fixtures, figures),
    limits(marketplace, figures),
    `${CHANNELS[programme.channel]}: ${programme.title}`,
    String(programme.targets.max),
    programme.checked,
    Object.hasOwn(confirmedReaders, id) ? (confirmedReaders[id] ?? 'unproven') : 'sample',
  ];
}

/** Words stand at the left, unlike figures. */
function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return markdownTable(head, rows).replace(/ ---:/g, ' ---');
}

function reads(marketplace: Marketplace, fixtures: readonly string[], figures: SiteFigures | undefined): string {
  const isChecked = (kind: string) => figures?.kinds.some((one) => one.kind === kind && one.listings > 0);
  const kinds = PAGE_KINDS.flatMap((kind) => {
    if (isChecked(kind)) return [kind];
    const isWritten = kind === 'seller' ? marketplace.readSeller : fixtures.some((name) => name.startsWith(kind));
    return isWritten ? [`(${kind})`] : [];
  });
  const answers = isChecked('jsonapi') ? ['API answers'] : [];
  const ofSeller = marketplace.sellerOffersUrl ? ['watches on sellers'] : [];
  const api = marketplace.api ? [`**search API** of ${marketplace.api.host}`] : [];
  return [...api, ...kinds, ...answers, ...ofSeller].join(', ');
}

function limits({ browser }: Marketplace, figures: SiteFigures | undefined): string {
  const kinds = figures?.kinds ?? [];
  const isSeen = (kind: string) => kinds.some((one) => one.kind === kind);
  const isRead = kinds.some(({ kind, listings }) => kind === 'search' && listings > 0);
  return [
    isSeen('blocked') && (isRead ? 'block pages seen' : 'block pages seen, and no page of results'),
    isSeen('unrendered') && 'some pages come empty and are filled by scripts',
    browser && 'opened in the browser when HTTP gives nothing',
  ]
    .filter(Boolean)
    .join('; ');
}

function figuresTable(sites: readonly SiteFigures[]): string {
  return markdownTable(
    ['site', 'kind', 'verdict', 'listings read', 'in truth', ...REPORTED_FIELDS, 'other'],
    sites.flatMap(({ site, kinds }) => kinds.map((figures) => [site, ...figuresRow(figures)])),
  );
}

function figuresRow(figures: KindFigures): string[] {
  const { kind, pages, rightVerdicts, listings, truth } = figures;
  const fields = truth?.fields ?? {};
  return [
    kind,
    `${rightVerdicts}/${pages}`,
    String(listings),
    foundOf(figures),
    ...REPORTED_FIELDS.map((field) => exactOf(fields, [field])),
    exactOf(fields, otherFields(fields)),
  ];
}

function priceSection({ expected, read, misses }: PriceFigures): string {
  const reasons = [...Map.groupBy(misses, ({ reason }) => reason)].toSorted(([, a], [, b]) => b.length - a.length);
  return paragraphs(
    '## Prices',
    `Of the ${expected} test strings of the \`price-parser\` project that have an expected amount, ${read} are read as that amount (${percent(read / expected)}). The others:`,
    markdownTable(
      ['reason', 'strings'],
      reasons.map(([reason, those]) => [reason, String(those.length)]),
    ),
  );
}

function benchmarkSection(systems: readonly SystemScores[]): string {
  return paragraphs(
    '## Product pages of unknown shops',
    `The pages and gold values of the [product extraction benchmark](https://github.com/scrapinghub/product-extraction-benchmark) that are at hand, scored by its rules, beside the answers that it publishes for other systems (2021). F1, with precision and recall in brackets. A reader of our own serves the shops that have one, \`schema-org\` all others; the commercial systems saw the pages rendered, we read the HTML alone. The benchmark has no gold product names. Faults were looked for on the pages of one half (by a hash of the file name); the other half was scored and not looked at, but shops with several pages stand in both. ${Object.keys(THOUSANDS_TAKEN_FOR_DECIMALS).length} gold prices take the point between thousands of Chilean pesos for a decimal one (3.34 where the page's own schema.org offer says 3340 CLP): the last column scores every system with these put right.`,
    markdownTable(
      [
        'system',
        ...BENCHMARK_FIELDS.map((field) => `${field} (${systems[0]!.scores[field].gold})`),
        'price, gold put right',
      ],
      systems.map(({ system, scores, priceWithGoldPutRight }) => [
        system,
        ...[...BENCHMARK_FIELDS.map((field) => scores[field]), priceWithGoldPutRight].map(
          ({ precision, recall, f1 }) => `${figure(f1)} (${figure(precision)} / ${figure(recall)})`,
        ),
      ]),
    ),
  );
}
