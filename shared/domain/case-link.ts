import * as z from 'zod';

/** What two offers have in common: the same account, a picture of their own, the same wording, a contact off the marketplace. */
export const LinkReason = z.enum(['account', 'picture', 'text', 'contact']);
export type LinkReason = z.infer<typeof LinkReason>;

/** An earlier case that an offer belongs with. Shown to people and counted by the score; by itself it never sends anything. */
export const CaseLink = z.object({
  caseId: z.string(),
  reasons: z.array(LinkReason).min(1),
  /** Whether the offer is the earlier one over again, and not just of the same hand. */
  continues: z.boolean(),
});
export type CaseLink = z.infer<typeof CaseLink>;

const IN_WORDS: Record<LinkReason, string> = {
  account: 'the same account',
  picture: 'the same picture',
  text: 'the same wording',
  contact: 'the same contact',
};

/** "the same account, the same picture" */
export const linkWords = ({ reasons }: Pick<CaseLink, 'reasons'>): string =>
  reasons.map((reason) => IN_WORDS[reason]).join(', ');
