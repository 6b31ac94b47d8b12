import { readTitle } from '#shared/scoring/brand-mention.ts';
import type { Signal } from '#shared/scoring/signal.ts';
import type { Trick } from '#shared/scoring/spelling-walk.ts';

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
  'one wrong letter': 0.5,
};

/** The brand's name is written so that people read it and filters do not. */
export const evasiveSpelling: Signal = {
  id: 'evasive-spelling',
  title: 'Disguises the name',
  family: 'text',
  needs: 'search-result',
  gated: false,
  evaluate({ brand, listing }) {
    const mention = readTitle(brand, listing).mentions.find(({ tricks }) => tricks.size > 0);
    if (!mention) return 'not-applicable';
    const tricks = [...mention.tricks];
    return {
      value: Math.max(...tricks.map((trick) => DELIBERATE[trick])),
      evidence: `"${mention.spelled}" reads as "${mention.name}": ${tricks.join(', ')}.`,
    };
  },
  bounds: () => [0, 1],
};
