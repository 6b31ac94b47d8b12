import type { SellerLink, Signal } from '#shared/domain/signal.ts';

/** A contact is the seller's own hand; pictures and texts are also taken from others. */
const STRENGTH: Record<SellerLink['kind'], number> = { contact: 1, picture: 0.5, text: 0.5 };

/** The seller is tied to another account whose case was confirmed: the same contact or wording, or the same pictures in other offers. */
export const sellerLinks: Signal = {
  id: 'seller-links',
  title: 'Tied to a confirmed seller',
  family: 'seller',
  needs: 'seller-record',
  gated: false,
  notice: 'not quoted',
  evaluate({ sellerLinks: links }) {
    if (!links || links.length === 0) return 'not-applicable';
    const [strongest] = links.toSorted((a, b) => STRENGTH[b.kind] - STRENGTH[a.kind]);
    const { kind, what, caseId, seller } = strongest!;
    const shared = {
      contact: `The contact ${what} is also given by ${seller}`,
      picture: `Another offer of this seller shows a picture of ${seller}`,
      text: `The description is worded like that of ${seller}`,
    }[kind];
    const others = new Set(links.map((link) => link.seller)).size - 1;
    const more = others > 0 ? `; ${others} more such seller${others === 1 ? '' : 's'}` : '';
    return { value: STRENGTH[kind], evidence: `${shared}, whose case ${caseId} was confirmed${more}.` };
  },
  bounds: ({ sellerLinks: links }) => [0, links ? 1 : 0],
};
