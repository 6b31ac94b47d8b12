import { describe, expect, it } from 'vitest';
import { signWaiting } from '#infra/local/start/sample-analyst.ts';
import { aCase, aListing } from '../../../support/builders.ts';

describe('the analyst of the sample', () => {
  it("signs the sample brand's waiting cases and nobody else's", async () => {
    const waiting = ['nordhavn', 'yours'].map((brandId) =>
      aCase({ brandId, state: 'awaiting-approval', listing: aListing({ id: `of-${brandId}` }) }),
    );
    const signed: string[] = [];
    // As the API answers: everybody's, unless a brand is named.
    const ask = async (path: string) => {
      const { pathname, searchParams } = new URL(path, 'http://api.example');
      if (pathname.endsWith('/approve')) {
        signed.push(decodeURIComponent(pathname.split('/')[2]!));
        return Response.json({});
      }
      const brand = searchParams.get('brand');
      return Response.json({ cases: waiting.filter(({ brandId }) => !brand || brandId === brand) });
    };
    expect(await signWaiting(ask as never, 'nordhavn')).toBe(1);
    expect(signed).toEqual([waiting[0]!.id]);
  });
});
