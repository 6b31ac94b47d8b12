import { LinkReason, linkWords } from '#shared/domain/case-link.ts';
import { accountKey, type LinkedAccount, type LinkedAccounts } from '../linked-accounts.ts';

/** More lines than an eye takes apart; the list has them all. */
const MOST_A_SIDE = 10;
const WIDTH = 320;
const ROW = 36;
const MIDDLE = WIDTH / 2;
const EDGE = 46;
const LEAST_RADIUS = 12;
const MOST_RADIUS = 17;

/** What the list numbers, in its order: an account that stands on both sides has one number. */
export function numbersOf(accounts: readonly LinkedAccount[]): Map<string, number> {
  const inOrder = ['earlier', 'later'].flatMap((side) => accounts.filter(({ when }) => when === side));
  return new Map([...new Set(inOrder.map(accountKey))].map((key, index) => [key, index + 1]));
}

type Node = { key: string; number: number; x: number; y: number; radius: number; account: LinkedAccount };

/**
 * The account in the middle, those whose offers were found before on the left and those that came after on the right, as the list beside
 * it numbers them. A line is what offers have in common; where two linked accounts share something too there is one between them.
 */
export function SellerNetwork({ accounts, ties }: LinkedAccounts) {
  const nodes = nodesOf(accounts);
  const rows = Math.max(
    ...['earlier', 'later'].map((side) => nodes.filter(({ account }) => account.when === side).length),
  );
  const height = rows * ROW + 2 * MOST_RADIUS;
  const middle = middleOf(nodes);
  const at = new Map(nodes.map((node) => [node.key, node]));
  const shown = ties.flatMap(({ between: [a, b], reasons }) => {
    const [one, other] = [at.get(a), at.get(b)];
    return one && other ? [{ one, other, reasons }] : [];
  });
  const drawn = new Set([...nodes.map(({ account }) => account), ...shown].map(({ reasons }) => strongest(reasons)));
  return (
    <figure class="network">
      <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={inWords(nodes, shown.length)}>
        {shown.map(({ one, other, reasons }) => (
          <path class={lineOf(reasons)} d={bent(one, other)} />
        ))}
        {nodes.map(({ x, y, account }) => (
          <line class={lineOf(account.reasons)} x1={middle} y1={height / 2} x2={x} y2={y} />
        ))}
        <circle class="this" cx={middle} cy={height / 2} r={MOST_RADIUS} />
        {nodes.map(({ number, x, y, radius }) => (
          <>
            <circle cx={x} cy={y} r={radius} />
            <text x={x} y={y} dy="0.35em" text-anchor="middle">
              {number}
            </text>
          </>
        ))}
      </svg>
      <figcaption class="soft">
        {LinkReason.options
          .filter((reason) => drawn.has(reason))
          .map((reason) => (
            <span>
              <svg viewBox="0 0 36 8" aria-hidden="true">
                <line class={`tie tie-${reason}`} x1="0" y1="4" x2="36" y2="4" />
              </svg>{' '}
              {linkWords({ reasons: [reason] })}
            </span>
          ))}
        <span>
          The full circle is this account; to its left what was found before its offers, to its right what came after
          {nodes.length < numbersOf(accounts).size ? `, the first ${MOST_A_SIDE} of each side` : ''}.
        </span>
      </figcaption>
    </figure>
  );
}

/** Of several things in common the one that says the most of the hand. */
const strongest = (reasons: readonly LinkReason[]): LinkReason =>
  (['account', 'contact', 'picture', 'text'] as const).find((reason) => reasons.includes(reason)) ?? 'text';

const lineOf = (reasons: readonly LinkReason[]): string => `tie tie-${strongest(reasons)}`;

function nodesOf(accounts: readonly LinkedAccount[]): Node[] {
  const numbers = numbersOf(accounts);
  const once = [...new Map(accounts.toReversed().map((account) => [accountKey(account), account])).values()];
  const placed = (['earlier', 'later'] as const).map((side) =>
    once
      .filter(({ when }) => when === side)
      .toSorted((a, b) => numbers.get(accountKey(a))! - numbers.get(accountKey(b))!)
      .slice(0, MOST_A_SIDE),
  );
  const rows = Math.max(...placed.map(({ length }) => length));
  return placed.flatMap((some) =>
    some.map((account, index) => ({
      key: accountKey(account),
      number: numbers.get(accountKey(account))!,
      x: account.when === 'earlier' ? EDGE : WIDTH - EDGE,
      y: MOST_RADIUS + (index + 0.5 + (rows - some.length) / 2) * ROW,
      radius: Math.min(MOST_RADIUS, LEAST_RADIUS + account.offers - 1),
      account,
    })),
  );
}

/** At the edge of the picture where all that is linked lies on one side. */
function middleOf(nodes: readonly Node[]): number {
  const sides = new Set(nodes.map(({ account }) => account.when));
  if (sides.size > 1) return MIDDLE;
  return sides.has('earlier') ? WIDTH - EDGE : EDGE;
}

/** Beside the lines to the middle, and not upon them. */
function bent(one: Node, other: Node): string {
  const out = one.x !== other.x ? MIDDLE : one.x < MIDDLE ? 4 : WIDTH - 4;
  return `M${one.x} ${one.y} Q${out} ${(one.y + other.y) / 2} ${other.x} ${other.y}`;
}

function inWords(nodes: readonly Node[], ties: number): string {
  const on = (side: LinkedAccount['when']) => nodes.filter(({ account }) => account.when === side).length;
  const among = ties > 0 ? `, ${ties} of them linked with each other too` : '';
  return `A network: this account, ${on('earlier')} linked from before and ${on('later')} from after it${among}. The list has each.`;
}
