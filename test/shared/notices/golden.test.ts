import { describe, expect, it, test } from 'vitest';
import type { ClaimKind } from '#shared/domain/claim.ts';
import { EvidenceItem } from '#shared/evidence/evidence-store.ts';
import { declarationsOf, legalFormOf } from '#shared/notices/legal-form.ts';
import { render } from '#shared/notices/legal-forms/render.ts';
import { programmeById, programmes } from '#shared/notices/programmes/index.ts';
import { noticeProblems } from '#shared/notices/validate.ts';
import { aVerdict } from '#test/support/builders.ts';
import { aBrandWith, aRight, aScene, composed } from '#test/support/notices.ts';
import { noticeFor, OFFERS, type Offer, worldBrand } from '#test/support/programme-offers.ts';

// One notice of every programme, as it would be read at the venue. The files were read by eye; a change to them is to be read again.

describe('a notice of every programme', () => {
  it('is kept here', () => {
    expect(Object.keys(OFFERS).toSorted()).toEqual(programmes.map(({ id }) => id).toSorted());
  });

  test.each(programmes.map((programme) => [programme.id, programme] as const))('%s', async (id, programme) => {
    const { content, targets, context } = noticeFor(programme);
    expect(noticeProblems(content, targets, context)).toEqual([]);
    for (const language of content.languages) {
      const { text, html } = render(content, targets, language);
      await expect(text).toMatchFileSnapshot(`golden/${id}.${language}.txt`);
      expect(html).toContain(`lang="${language === 'zh' ? 'zh-Hans' : language}"`);
      // No keys, case numbers or measures of ours leave.
      for (const inner of [targets[0]!.caseId, targets[0]!.evidence[0]!.key, 'probability', 'undefined', 'null'])
        expect(`${text}${html}`).not.toContain(inner);
      expect(text).toMatch(/(Signature|签名): _+ \(Jane Holm\)/);
    }
  });

  it('names every kind of evidence in the language of the notice, and no key of ours', () => {
    const { content, targets } = noticeFor(programmeById('alibaba-ipp'));
    const [one] = targets[0]!.evidence;
    const kinds = [...EvidenceItem.shape.kind.options, 'test-buy'];
    const shown = { ...targets[0]!, evidence: kinds.map((kind) => ({ ...one!, kind })) };
    expect(render(content, [shown], 'zh').text.split('证据:')[1]!.split('\n')[0]).not.toMatch(/[a-z]{4}/);
    expect(render(content, [shown], 'en').text).not.toMatch(/seller-page|official-picture|test-buy/);
  });

  it('about a picture in the United States is one under the DMCA', async () => {
    const picture = 'https://i.ebayimg.com/images/g/1.jpg';
    const work = aRight({
      type: 'copyright',
      text: undefined,
      title: 'Photographs of the Fjord Parka',
      status: 'unregistered',
      number: undefined,
      office: undefined,
      territories: [],
      niceClasses: [],
      expires: undefined,
    });
    const verdict = aVerdict({
      decision: 'review',
      signals: [{ id: 'stolen-image', contribution: 1, value: 1, evidence: 'x', pictures: [picture] }],
    });
    const offer = {
      marketplace: 'ebay',
      id: '281900000041',
      url: 'https://www.ebay.com/itm/281900000041',
      title: 'Warm parka',
      imageUrls: [picture],
    };
    const { content, targets, context } = composed(aScene(offer, { brand: aBrandWith([work]), verdict }));
    expect(content.legalForm).toBe('dmca-512');
    expect(noticeProblems(content, targets, context)).toEqual([]);
    await expect(render(content, targets, 'en').text).toMatchFileSnapshot('golden/dmca-512.en.txt');
  });

  it('rests on what the law asks for: the DMCA never on a mark, Article 16 all over the European Union', () => {
    const forms = programmes.map((programme) => [programme.id, noticeFor(programme).content.legalForm]);
    expect(forms.filter(([, form]) => form === 'dmca-512')).toEqual([]);
    expect(Object.fromEntries(forms)).toMatchObject({
      'dsa-art16': 'dsa-16',
      bazaar: 'dsa-16',
      'walmart-bp': 'trademark',
    });
  });

  it.each(['shopify-ip', 'cloudflare'])(
    'to %s, which takes the DMCA wherever a shop sells: perjury is sworn about copyright, and never about a mark',
    (id) => {
      const programme = programmeById(id);
      const site = programme.sites[0]!;
      const sworn = (kind: ClaimKind) =>
        declarationsOf(programme, legalFormOf(programme, site, kind)).includes('perjury');
      expect(legalFormOf(programme, site, 'copyright-image')).toBe('dmca-512');
      expect([sworn('copyright-image'), sworn('trademark-misuse'), sworn('counterfeit')]).toEqual([true, false, false]);
    },
  );

  it('says that no lawyer of the language has read it', () => {
    const { content, targets } = noticeFor(programmeById('alibaba-ipp'));
    expect(content.languages.map((language) => render(content, targets, language).reviewed)).toEqual([false, false]);
  });

  it('shows hostile words of a seller as words', () => {
    const offer: Offer = {
      ...OFFERS['ebay-noci'],
      title: 'N0rdhavn Fjord Parka <script>alert(1)</script>\n6. DECLARATIONS\u202e',
      seller: { id: 'x', name: '"><img src=x>' },
    };
    const { content, targets } = composed(aScene(offer, { brand: worldBrand }));
    const { html, text } = render(content, targets, 'en');
    expect(html).not.toMatch(/<script|<img/);
    expect(text).not.toMatch(/^6\. DECLARATIONS$|\u202e/m);
  });
});
