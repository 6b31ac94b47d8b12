import { findLogo, readTitle } from '#shared/scoring/brand-mention.ts';
import type { Facts, Signal } from '#shared/scoring/signal.ts';

const READABLE = 0.6; // below this confidence the reader guesses

/** The brand's name or logo text is read on a picture while the title keeps silent. With the name in the title it says nothing: genuine goods show it too. */
export const logoText: Signal = {
  id: 'logo-text',
  title: 'Shows the logo',
  family: 'image',
  needs: 'image-text',
  gated: false,
  evaluate(facts) {
    if (isNamed(facts)) return 'not-applicable';
    for (const { text, confidence } of (facts.images ?? []).flatMap(({ words }) => words ?? [])) {
      const logo = confidence >= READABLE ? findLogo(facts.brand, text) : undefined;
      if (!logo) continue;
      const read = `read with ${Math.round(confidence * 100)} % confidence`;
      return {
        value: 1,
        evidence: `The picture shows "${logo.spelled}" (${read}), but the title does not name the brand.`,
      };
    }
    return 'not-applicable';
  },
  bounds: (facts) => [0, isNamed(facts) ? 0 : 1],
};

const isNamed = ({ brand, listing }: Facts): boolean => readTitle(brand, listing).mentions.length > 0;
