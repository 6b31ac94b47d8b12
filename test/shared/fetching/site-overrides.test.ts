import { describe, expect, it } from 'vitest';
import { FetchingEnv } from '#shared/fetching/fetching-env.ts';
import { siteOverrides } from '#shared/fetching/site-overrides.ts';

const VARIABLES = ['ROBOTS_OVERRIDES', 'TERMS_OVERRIDES'] as const;

describe.each(VARIABLES)('an exception in %s', (variable) => {
  const reasonsIn = (text: string) => FetchingEnv.shape[variable].safeParse(text);

  it('goes by marketplace, or by host where a shop has no marketplace of its own', () => {
    const [ebay, shop] = siteOverrides(variable, { ebay: 'written permission', 'shop.example': 'our own shop' });
    expect(ebay).toMatchObject({ hosts: expect.arrayContaining(['ebay.de']), reason: 'written permission' });
    expect(shop).toEqual({ hosts: ['shop.example'], reason: 'our own shop' });
  });

  it('is refused for names that mean nothing and for all shops at once', () => {
    for (const name of ['ebuy', 'schema-org', '*', 'com']) {
      expect(() => siteOverrides(variable, { [name]: 'written permission' })).toThrow(`${variable}: "${name}"`);
    }
  });

  it('needs a reason', () => {
    expect(reasonsIn('{"ebay":""}').success).toBe(false);
    expect(reasonsIn('{"ebay":true}').success).toBe(false);
    expect(reasonsIn('not json').success).toBe(false);
    expect(reasonsIn('').data).toEqual({});
  });
});
