import type { Coverage } from '#shared/domain/coverage.ts';

type Words = { label: string; sign: string; tone: 'good' | 'mid' | 'bad'; means: string; next?: string };

/** What each outcome says of the offers there, and what somebody can do. The sign tells them apart without the colour. */
export const COVERAGE_WORDS: Record<Coverage, Words> = {
  complete: { label: 'complete', sign: '✓', tone: 'good', means: 'Everything that was asked for was read.' },
  empty: { label: 'no results', sign: '○', tone: 'good', means: 'The marketplace itself says that it has none.' },
  partial: {
    label: 'partly read',
    sign: '◐',
    tone: 'mid',
    means: 'Some offers or pages are missing.',
    next: 'The next scan reads them again. If it stays so, bring the page yourself (Scans, or markwarden intake) and tell whoever keeps this installation: the reader has to be mended (docs/add-a-marketplace.md).',
  },
  blocked: {
    label: 'blocked',
    sign: '✕',
    tone: 'bad',
    means: 'The marketplace or its terms kept us out: what is there is unknown, not absent.',
    next: 'Ask it for access, use its official search interface if it has one, watch less often, or bring pages that a person saved (Scans, or markwarden intake). Nothing is done to get around it.',
  },
  unreadable: {
    label: 'unreadable',
    sign: '?',
    tone: 'bad',
    means: 'A page came, and nothing on it could be read: what is there is unknown, not absent.',
    next: 'Open the search yourself. If offers are there, bring the page (Scans, or markwarden intake) and tell whoever keeps this installation: the reader has to be mended (docs/add-a-marketplace.md).',
  },
  'not-read': {
    label: 'not read in time',
    sign: '–',
    tone: 'bad',
    means: 'It was not asked for before its period was over.',
    next: 'Watch fewer keywords there or less often.',
  },
};
