import type { Listing } from '#shared/domain/listing.ts';
import { MAINTENANCE } from './block-phrases.ts';
import { all, type Element, first, textOf } from './dom.ts';
import { OTHER_MATTERS, OVER, SOLD } from './gone-words.ts';
import { isAside } from './no-results.ts';
import { FAULT_WORDS } from './no-results-words.ts';
import { oncePerPage } from './once-per-page.ts';
import type { PageDocument } from './page-document.ts';
import { BUY } from './price-before-button.ts';
import type { GoneCause } from './reading.ts';
import { OTHER_GOODS } from './result-words.ts';
import { HEADINGS } from './shown-results.ts';
import { tileGroups } from './shown-tiles.ts';
import { parentOf } from './visible-text.ts';

const MAX_STATEMENT = 220;
/** A page that is nothing but a regret says so at once. */
const FIRST_BLOCKS = 60;

/**
 * What the page itself says of its offer, where no rule of the site knows its words: in a notice of its own or, on a page that shows no
 * offer, before anything else. What a seller writes, what is said of a variant and what another offer's tile says is not heard, and
 * nothing is believed of an offer that has a button to buy it or is known to be over. An unspecific word proves nothing alone: it is `absent`.
 */
export function statedGone(doc: PageDocument, shown: Listing | undefined): GoneCause | undefined {
  if (doc.json !== undefined || shown?.availability === 'ended' || shown?.availability === 'removed') return undefined;
  const { text, blocks } = doc.visible();
  const isOffered = shown !== undefined && shown.title !== '' && shown.price !== null;
  const end = otherGoodsAt(doc);
  for (const [index, { start, element }] of blocks.entries()) {
    const said = text.slice(start, blocks[index + 1]?.start).trim();
    if (!element || element.startIndex! > end || said.length > MAX_STATEMENT || /^.?.?$|[?？]$/s.test(said)) continue;
    const cause = causeIn(said, isOffered);
    if (cause === undefined || isCounted(text, blocks[index + 1]?.start)) continue;
    const own = badgeIn(element, said) ?? element;
    if (isSellersText(own) || isAside(own)) continue;
    const isSaid = isOffered || cause === 'sold-out' ? isNotice(own) : index < FIRST_BLOCKS;
    if (isSaid && !canBeBought(doc)) return cause;
  }
  return undefined;
}

function causeIn(said: string, isOffered: boolean): GoneCause | undefined {
  if (SOLD.test(said)) return 'sold-out';
  if (!OVER.test(said) || [OTHER_MATTERS, FAULT_WORDS, MAINTENANCE].some((words) => words.test(said))) return undefined;
  return isOffered ? 'ended-by-seller' : 'absent';
}

/** A block's text may stand in an inline element of its own. */
const badgeIn = (block: Element, said: string): Element | undefined =>
  all(block, 'span, b, strong, em').find((one) => textOf(one, MAX_STATEMENT) === said);

/** "Sold", and in the next block "12". */
const isCounted = (text: string, next: number | undefined): boolean =>
  /^\s*[\d:]/.test(text.slice(next, (next ?? 0) + 5));

/** Where what the page recommends begins. */
function otherGoodsAt(doc: PageDocument): number {
  const { root } = doc;
  const start = first(root, 'h1')?.startIndex ?? -1;
  const heading = all(root, HEADINGS).find(
    (one) => one.name !== 'h1' && one.startIndex! > start && OTHER_GOODS.test(textOf(one, 100)),
  );
  const tiles = [...(tileGroups(doc)[0]?.values() ?? [])].map(({ element }) => element.startIndex!);
  return Math.min(heading?.startIndex ?? Number.POSITIVE_INFINITY, ...(tiles.length < MIN_TILES ? [] : tiles));
}

/** Fewer are parts of one offer. */
const MIN_TILES = 3;

const NOTICE =
  /(?:^|[\s_-])(?:alert|notice|notification|banner|status|warning|callout|flash|sold|ended|expired|unavailable|inactive|closed|removed|gone|badge|overlay|ribbon)(?:$|[\s_-])/i;
const SELLERS_TEXT =
  /desc(?:r(?:iption)?)?(?:$|[\s_-])|beschreibung|review|comment|question|answer|faq|variant|variation|option|swatch|size|title|(?:^|[\s_-])name/i;
const NOTICE_ROLES = new Set(['status', 'alert']);

const isNotice = (element: Element): boolean =>
  around(element, 3).some(({ attribs }) => NOTICE_ROLES.has(attribs.role ?? '') || NOTICE.test(calledIn(attribs)));

const isSellersText = (element: Element): boolean =>
  around(element, 8).some(
    ({ name, attribs }) =>
      name === 'a' || name === 'label' || SELLERS_TEXT.test(`${calledIn(attribs)} ${attribs.itemprop ?? ''}`),
  );

const calledIn = ({
  class: classes = '',
  id = '',
  'data-testid': test = '',
  'data-qa': qa = '',
}: Element['attribs']): string => `${classes} ${id} ${test} ${qa}`.replace(/([a-z])([A-Z])/g, '$1-$2');

function around(element: Element, levels: number): Element[] {
  const found: Element[] = [];
  for (
    let node: Element | undefined = element;
    node && node.name !== 'body' && found.length < levels;
    node = parentOf(node)
  )
    found.push(node);
  return found;
}

const BID =
  /\b(?:place (?:a |your )?bid|bid now|make (?:an )?offer|jetzt bieten|gebot abgeben|lägg bud|afgiv bud|gi bud|ench[ée]rir|faire une offre|pujar|dar lance|fai un['’]offerta|licytuj|přihodit|bieden|bod uitbrengen)(?!\p{L})|入札/iu;

/** A button to buy or bid that works, before what the page recommends. */
const canBeBought = oncePerPage((doc: PageDocument): boolean => {
  const end = otherGoodsAt(doc);
  return all(doc.root, 'button, input[type="submit"], a[role="button"], a[class*="btn" i], a[class*="button" i]').some(
    (button) =>
      button.startIndex! < end &&
      isEnabled(button) &&
      [BUY, BID].some((words) => words.test(textOf(button, 60) || (button.attribs.value ?? ''))) &&
      !isAside(parentOf(button)),
  );
});

const isEnabled = ({ attribs }: Element): boolean =>
  attribs.disabled === undefined && attribs['aria-disabled'] !== 'true' && !/\bdisabled\b/.test(attribs.class ?? '');
