import type { Facts, Signal } from '#shared/domain/signal.ts';
import { readTitle } from '#shared/recognition/brand-mention.ts';
import { type LogoReading, readLogo } from '#shared/recognition/logo-reading.ts';

/** The brand's name or logo text is read on a picture while the title keeps silent. With the name in the title it says nothing: genuine goods show it too. */
export const logoText: Signal = {
  id: 'logo-text',
  title: 'Shows the logo',
  family: 'image',
  needs: 'image-text',
  gated: false,
  notice: 'goods',
  noticeSentence: ({ evidence }) =>
    / which may be /.test(evidence) ? undefined : evidence.replace(/ \(read with \d+ % confidence\)/, ''),
  evaluate(facts) {
    if (isNamed(facts)) return 'not-applicable';
    const logo = logoOnPictures(facts);
    if (!logo) return 'not-applicable';
    const { spelled, name, confidence, likeness } = logo;
    const shown = likeness === 1 ? `"${spelled}"` : `"${spelled}", which may be ${name}`;
    const read = `read with ${Math.round(confidence * 100)} % confidence`;
    return {
      value: likeness,
      evidence: `The picture shows ${shown} (${read}), but the title does not name the brand.`,
    };
  },
  bounds: (facts) => [0, isNamed(facts) ? 0 : 1],
};

const isNamed = ({ brand, listing }: Facts): boolean => readTitle(brand, listing).mentions.length > 0;

function logoOnPictures({ brand, images = [] }: Facts): LogoReading | undefined {
  return images
    .map(({ words = [] }) => readLogo(brand, words))
    .filter((logo) => logo !== undefined)
    .toSorted((a, b) => b.likeness - a.likeness)[0];
}
