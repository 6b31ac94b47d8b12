import type { ClaimKind } from './claim.ts';

/** What each kind of claim is about, for people. */
export const CLAIM_WORDS: Record<ClaimKind, string> = {
  counterfeit: 'counterfeit goods',
  'trademark-misuse': 'misuse of a trade mark',
  'copyright-image': 'copied pictures',
  'copyright-text': 'text copied from a work',
  design: 'a registered design',
  patent: 'a patent',
};
