import { describe, expect, it } from 'vitest';
import { signWaiting } from '#infra/local/start/sample-analyst.ts';

describe('the analyst of the sample', () => {
  it("signs the sample brand's waiting notices as they read, and nobody else's", async () => {
    const drafts = [
      { id: 'nordhavn~bazaar~a-1', windowClosed: true },
      { id: 'nordhavn~bazaar~a-2', windowClosed: false },
    ];
    const signed: string[] = [];
    const ask = async (path: string, request?: { method?: string; body?: string }) => {
      const { pathname, searchParams } = new URL(path, 'http://api.example');
      if (pathname.endsWith('/approve')) {
        signed.push(`${decodeURIComponent(pathname.split('/')[2]!)} ${JSON.parse(request!.body!).digest}`);
        return Response.json({});
      }
      if (pathname !== '/notices') return Response.json({ digest: `digest of ${decodeURIComponent(pathname)}` });
      // As the API answers: everybody's, unless a brand is named.
      const yours = searchParams.get('brand') ? [] : [{ id: 'yours~bazaar~b-1', windowClosed: true }];
      return Response.json({ notices: [...drafts, ...yours] });
    };
    expect(await signWaiting(ask as never, 'nordhavn')).toBe(1);
    expect(signed).toEqual(['nordhavn~bazaar~a-1 digest of /notices/nordhavn~bazaar~a-1']);
  });

  it('says so when it signs although the breaker has tripped, and only then', async () => {
    const approvals: unknown[] = [];
    const asked = (breaker?: string) => async (path: string, request?: { body?: string }) => {
      if (path.endsWith('/approve')) approvals.push(JSON.parse(request!.body!));
      if (path.startsWith('/notices?')) return Response.json({ notices: [{ id: 'a', windowClosed: true }] });
      return Response.json({ digest: 'd', breaker });
    };
    await signWaiting(asked() as never, 'nordhavn');
    await signWaiting(asked('three were refused') as never, 'nordhavn');
    expect(approvals).toEqual([
      { digest: 'd', note: 'signed unread, for the sample' },
      { digest: 'd', note: 'signed unread, for the sample, although three were refused', despiteBreaker: true },
    ]);
  });
});
