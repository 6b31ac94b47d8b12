import type { Signal } from '#shared/domain/signal.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { mayBeAccident } from '#shared/recognition/deliberate-spelling.ts';
import type { Mention } from '#shared/recognition/mention.ts';
import { namingsElsewhere, type Place } from '#shared/recognition/named-elsewhere.ts';
import type { Trick } from '#shared/recognition/spelling-walk.ts';

/** How sure it is that the trick was meant: nobody types a Cyrillic letter or a hidden character by accident. */
const DELIBERATE: Record<Trick, number> = {
  'hidden characters': 1,
  'look-alike letters': 1,
  'masked letters': 1,
  'digits or signs for letters': 0.9,
  'letter pairs that look like one letter': 0.8,
  'letters spaced out': 1,
  'name cut in pieces': 0.5,
  'repeated letters': 0.6,
  'vowels left out': 0.8,
  'written backwards': 1,
  'name shortened': 0.4, // friends of a brand do too
  'one wrong letter': 0.4, // with a near price and a young account alone no notice: firms have near names
};

/** Below, it may be a slip or another firm's name, which a notice must not call a disguise. */
const NO_ACCIDENT = 0.8;

/** How deliberate the disguise is, 0..1; 0 when there is none. */
export const deliberateness = ({ tricks }: Mention): number =>
  Math.max(0, ...tricks.values().map((trick) => DELIBERATE[trick]));

/** Filled in by the seller to say whose goods they are. */
const FIELDS: ReadonlySet<Place> = new Set<Place>(['brand field', 'item specifics']);

/** Who names the brand plainly besides may have slipped, or wants to be found by those who do. */
const BESIDE_PLAIN = 0.5;

/** The brand's name is written so that people read it and filters do not. */
export const evasiveSpelling: Signal = {
  id: 'evasive-spelling',
  title: 'Disguises the name',
  family: 'text',
  needs: 'search-result',
  gated: false,
  notice: 'goods',
  noticeSentence: ({ evidence, value = 0 }) => (value >= NO_ACCIDENT ? evidence : undefined),
  evaluate({ brand, listing }) {
    const { mentions } = readTitle(brand, listing);
    const mention = mentions.find(({ tricks }) => tricks.size > 0);
    if (mention)
      return {
        value: (mentions.length > 1 && mayBeAccident(mention) ? BESIDE_PLAIN : 1) * deliberateness(mention),
        evidence: `"${mention.spelled}" reads as "${mention.name}": ${[...mention.tricks].join(', ')}.`,
      };
    if (mentions.length > 0) return 'not-applicable';
    const field = namingsElsewhere(brand, listing).find(({ place }) => FIELDS.has(place))?.mention;
    if (!field || field.tricks.size === 0) return 'not-applicable';
    return {
      value: deliberateness(field),
      evidence: `"${field.spelled}" in the brand field reads as "${field.name}": ${[...field.tricks].join(', ')}.`,
    };
  },
  bounds: () => [0, 1],
};
