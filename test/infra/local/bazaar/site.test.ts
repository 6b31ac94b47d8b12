import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleStock } from '#infra/local/bazaar/catalogue.ts';
import { statedStock } from '#infra/local/bazaar/offer.ts';
import { type Bazaar, startBazaar } from '#infra/local/bazaar/start-bazaar.ts';
import { bazaar as reader } from '#shared/marketplaces/bazaar/bazaar.ts';
import { aBazaar, getPage, handClock, SECRET } from './shop-client.ts';

const clock = handClock();
let bazaar: Bazaar;
beforeAll(async () => {
  bazaar = await aBazaar(clock);
});
afterAll(() => bazaar.close());

const idsOn = (body: string) => [...body.matchAll(/<li class="card" data-listing="(\d+)"/g)].map((match) => match[1]!);

test('a search pages through its results without repeating one', async () => {
  const seen: string[] = [];
  let path: string | undefined = '/search?q=nordhavn+bottle&page=1';
  let total = 0;
  while (path) {
    const { body } = await getPage(bazaar.origin + path);
    seen.push(...idsOn(body));
    total = Number(/data-total="(\d+)"/.exec(body)![1]);
    path = /rel="next" href="([^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
  }
  expect(seen).toHaveLength(total);
  expect(new Set(seen).size).toBe(total);
});

test('counterfeits that keep the name out of the title are found by it all the same', async () => {
  const hidden = [...bazaar.labels()].filter(([, { kind }]) => kind === 'logo-only').map(([id]) => id);
  const seen = new Set<string>();
  for (const thing of ['jacket', 'backpack', 'bottle']) {
    for (const page of [1, 2, 3, 4, 5]) {
      const { body } = await getPage(`${bazaar.origin}/search?q=nordhavn+${thing}&page=${page}`);
      for (const id of idsOn(body)) seen.add(id);
    }
  }
  expect(hidden.length).toBeGreaterThan(2);
  expect(hidden.filter((id) => !seen.has(id))).toEqual([]);
});

test('a search without matches says so', async () => {
  const { status, body } = await getPage(`${bazaar.origin}/search?q=grand+piano`);
  expect(status).toBe(200);
  expect(body).toContain('No results for');
});

test('no page gives a label away', async () => {
  const stock = sampleStock('7');
  const labelWords =
    /counterfeit|authorised|truth|second-hand-bargain|low-price|evasive|stolen|logo-only|foreign-title|plausible|conduct|relisting/i;
  const sample = new Map(stock.map(({ truth, offer }) => [truth.kind, offer])).values();
  const paths = [
    '/',
    '/search?q=nordhavn',
    '/robots.txt',
    ...[...sample].flatMap(({ id, sellerId }) => [`/item/${id}`, `/seller/${sellerId}`]),
  ];
  for (const path of paths) {
    const { body } = await getPage(bazaar.origin + path);
    expect(body.length).toBeGreaterThan(20);
    // Sellers' own words ("unauthorized") are theirs to use; ours are not among them.
    expect(body.replace(/unauthorized authentic/g, ''), path).not.toMatch(labelWords);
  }
});

test('a seller’s words cannot become markup', async () => {
  const { body } = await getPage(`${bazaar.origin}/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(body).not.toContain('<script>alert');
});

test('offers of later days appear when their day comes, and sold-out ones end', async () => {
  const later = sampleStock('7').find(({ offer }) => offer.listedAfterHours > 24)!.offer;
  const ending = sampleStock('7').find(({ offer }) => offer.listedAfterHours < 0 && offer.endsAfterHours)!.offer;
  const ownClock = handClock();
  const shop = await aBazaar(ownClock);
  try {
    expect((await getPage(`${shop.origin}/item/${later.id}`)).status).toBe(404);
    expect(shop.labels().has(later.id)).toBe(false);
    expect((await getPage(`${shop.origin}/item/${ending.id}`)).body).not.toContain('This listing has ended');
    ownClock.advanceHours(200);
    expect((await getPage(`${shop.origin}/item/${later.id}`)).status).toBe(200);
    expect(shop.labels().has(later.id)).toBe(true);
    expect((await getPage(`${shop.origin}/item/${ending.id}`)).body).toContain('This listing has ended');
  } finally {
    await shop.close();
  }
});

test('a client that asks for too many pages in a second is told when to come back', async () => {
  const shop = await aBazaar(handClock());
  try {
    const answers = await Promise.all(Array.from({ length: 30 }, () => fetch(`${shop.origin}/search?q=jacket`)));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(1);
    expect(answers.filter((answer) => answer.status === 200).length).toBeGreaterThanOrEqual(20);
    expect(Number(refused[0]!.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1);
    expect((await fetch(`${shop.origin}/official/NH-FJELD-01.jpg`)).status).toBe(200);
  } finally {
    await shop.close();
  }
});

test('for some hours of the week every page answers 404, and the notice endpoint works on', async () => {
  const ownClock = handClock();
  const shop = await startBazaar({
    port: 0,
    seed: '7',
    now: ownClock.now,
    databasePath: ':memory:',
    secret: SECRET,
    away: { from: 10, until: 12 },
  });
  const statusAfter = async (hours: number, path: string) => {
    ownClock.advanceHours(hours);
    return (await getPage(shop.origin + path)).status;
  };
  try {
    const item = `/item/${sampleStock('7').find(({ offer }) => offer.listedAfterHours < 0 && !offer.endsAfterHours)!.offer.id}`;
    expect(await statusAfter(9, item)).toBe(200);
    for (const path of ['/', '/search?q=jacket', item]) expect(await statusAfter(path === '/' ? 1 : 0, path)).toBe(404);
    expect(await statusAfter(0, '/notice-desk')).toBe(200);
    expect(await statusAfter(2, item)).toBe(200);
  } finally {
    await shop.close();
  }
});

test('bad days: one captcha, a refusal, a redesign, an outage, and back to normal', async () => {
  const shop = await aBazaar(handClock());
  const search = () => getPage(`${shop.origin}/search?q=jacket`);
  try {
    shop.blockNext();
    expect((await search()).body).toContain('verify that you are human');
    expect(idsOn((await search()).body)).toHaveLength(20);
    shop.setMode('forbidden');
    expect((await search()).status).toBe(403);
    shop.setMode('layout-changed');
    expect(idsOn((await search()).body)).toHaveLength(0);
    shop.setMode('outage');
    expect((await search()).status).toBe(503);
    shop.setMode('not-found');
    expect((await search()).status).toBe(404);
    shop.setMode('normal');
    expect(idsOn((await search()).body)).toHaveLength(20);
  } finally {
    await shop.close();
  }
});

test('an offer that states its pieces is read with them, and the others with none', async () => {
  const standing = sampleStock('7').filter(({ offer }) => offer.listedAfterHours < 0 && !offer.endsAfterHours);
  const offers = [true, false].map(
    (states) => standing.find(({ offer }) => (statedStock(offer) !== undefined) === states)!.offer,
  );
  for (const offer of offers) {
    const url = `${bazaar.origin}/item/${offer.id}`;
    const { status, body } = await getPage(url);
    const read = reader.readListing({ url, status, body });
    expect('listing' in read && read.listing?.stockCount).toBe(statedStock(offer));
  }
});
