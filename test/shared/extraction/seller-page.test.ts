import { describe, expect, test } from 'vitest';
import { sinceIn } from '#shared/extraction/shop/since-words.ts';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const read = (body: string, status = 200) =>
  schemaOrg.readSeller!({
    url: 'https://markt.example/shop/fjordkiste',
    status,
    body: `<html><body>${body}</body></html>`,
  });

const GOODS =
  '<h2>Artikel</h2><div class="a"><a href="/a/1">Schale</a> 64,00 € <span>4.1/5</span></div><section><h2>Bewertungen</h2><p>2,0 von 5</p></section>';

describe('the page of a seller on a site that nobody has told us of', () => {
  test.each([
    ['<h1>Fjordkiste</h1><p>4,87 / 5 aus 1.236 Bewertungen</p><p>Verkäufer seit März 2014</p>', 0.974, 1236, '2014-03'],
    [
      '<h1>Fjordkiste</h1><p>★ 4.9 (2.1k reviews)</p><p>12,408 followers · 310 sales</p><p>Joined May 2016</p>',
      0.98,
      2100,
      '2016-05',
    ],
    ['<h1>Fjordkiste</h1><p>98,9 % positive Bewertungen</p><p>Mitglied seit 12.10.2011</p>', 0.989, undefined, '2011'],
    [
      '<h1 class="logo"><a href="/">Markt</a></h1><div class="store_head"><strong class="name">Fjordkiste</strong><ul><li>관심고객수 <em>12,408</em></li><li>평점 <em>4.92</em>/5</li><li>리뷰 <em>3,517</em>건</li><li>개설일 <em>2018.05.21</em></li></ul></div>',
      0.984,
      3517,
      '2018-05-21',
    ],
    [
      '<div class="seller-card"><h2>Fjordkiste</h2></div><div class="stars" aria-label="4,5 von 5 Sternen"></div><p>17 avis</p><p>Membre depuis 2020</p>',
      0.9,
      17,
      '2020',
    ],
    ['<h1>Fjordkiste</h1><p>Продавец с 2019</p><p>25 отзывов</p>', undefined, 25, '2019'],
  ])('names it, with what its head says: %s', (head, rating, feedbackCount, memberSince) => {
    const { coverage, seller } = read(`${head}${GOODS}`);
    expect(coverage).toBe('complete');
    expect({ ...seller }).toEqual(
      JSON.parse(JSON.stringify({ name: 'Fjordkiste', rating, feedbackCount, memberSince })),
    );
  });

  test('is read from its entry for machines', () => {
    const entry = {
      '@context': 'https://schema.org',
      '@type': 'Store',
      name: 'Fjordkiste',
      aggregateRating: { '@type': 'AggregateRating', ratingValue: '9.2', bestRating: '10', reviewCount: 88 },
    };
    expect(
      read(`<script type="application/ld+json">${JSON.stringify(entry)}</script><h1>Willkommen</h1>`),
    ).toMatchObject({
      coverage: 'complete',
      seller: { name: 'Fjordkiste', rating: 0.92, feedbackCount: 88 },
    });
  });

  test.each([
    'This shop is closed. The owner no longer sells here.',
    'Dieser Verkäufer wurde gesperrt',
    'Cette boutique est fermée',
    'Este vendedor ha sido suspendido',
    'Магазин закрыт',
    '店铺不存在',
  ])('shows none where the page says "%s", which is no word of the venue on why', (words) => {
    const { coverage, seller, closed, reason } = read(
      `<h1>Fjordkiste</h1><p>${words}</p><p>2,310 sales · since 2016</p><h2>Other shops</h2><p>4.9/5</p>`,
    );
    expect([coverage, seller, closed]).toEqual(['complete', null, undefined]);
    expect(reason).toContain('the page says');
  });

  test('is not read from a page that says nothing of one, or was refused', () => {
    expect(read('<h1>Welcome</h1><p>Buy and sell</p>').coverage).toBe('unreadable');
    expect(read('<h1>Fjordkiste</h1><p>4,9 / 5</p>', 404)).toMatchObject({ coverage: 'unreadable', seller: null });
    expect(read('<h1>Fjordkiste</h1>', 403).coverage).toBe('blocked');
  });
});

test.each([
  ['Miembro desde 3 de mayo de 2015', '2015-05'],
  ['Membro dal 14/02/2013', '2013-02-14'],
  ['Lid sinds 05-04-2017', '2017'],
  ['Uživatelem od září 2012', '2012-09'],
  ['Na stronie od 2016', '2016'],
  ['注册时间：2018年3月', '2018-03'],
  ['Since yesterday', undefined],
  ['5 since 2100 votes', undefined],
])('%s: the account is of %s', (said, since) => {
  expect(sinceIn(said)).toBe(since);
});
