import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Coverage } from '#shared/domain/coverage.ts';
import { decodeBody, MAX_BODY_BYTES } from '#shared/extraction/decode-body.ts';
import { openPage } from '#shared/extraction/page-document.ts';
import type { Page } from '#shared/extraction/reading.ts';
import { marketplaces } from '#shared/marketplaces/index.ts';
import { tries } from '../../support/tries.ts';

const MEGABYTE = 1024 * 1024;
const fill = (piece: string, size = MEGABYTE) => piece.repeat(Math.floor(size / piece.length));

const HOSTILE: Record<string, string> = {
  'nested div': fill('<div>'),
  'nested b': fill('<b>'),
  'nested tables': fill('<table><tr><td>'),
  'formatting flood': fill('<p><b><i><u><s>'),
  'nested templates': fill('<template>'),
  'nested svg and math': fill('<svg><math>'),
  'closing tag flood': fill('</p>'),
  'one hundred thousand attributes': `<div ${Array.from({ length: 100_000 }, (_, index) => `a${index}=1`).join(' ')}>`,
  'result cards without end': fill('<li class="s-item"><a href="/itm/123456789012">x</a></li>'),
  'prices side by side at the top of the page': fill('<b itemprop="price">1 €</b>'),
  'comment flood': fill('<!-- -->'),
  'entity flood': fill('&amp;'),
  'unclosed script': `<script>${fill('{"a":[')}`,
  'unclosed tags': fill('<a href="'),
  'JSON-LD nested two hundred thousand deep': `<script type="application/ld+json">${'['.repeat(200_000)}${']'.repeat(200_000)}</script>`,
  'nested microdata': fill('<div itemscope itemprop=a itemtype="http://schema.org/Product">', 30_000),
  'wide microdata': fill('<div itemscope itemtype="http://schema.org/Product"><b itemprop=name>x</b></div>', 500_000),
  'deep JSON answer': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  'eight megabytes of text': fill('word ', 8 * MEGABYTE),
  'price of a million digits': `<li class="s-item"><a href="https://www.ebay.com/itm/123456789012">x</a><span class="s-item__price">$${fill('9')}</span></li>`,
};

const page = (body: string): Page => ({ url: 'https://www.ebay.com/sch/i.html?_nkw=x', status: 200, body });

/** Cards with many layouts, the generic reader, and a small site: all others are built of the same parts. */
const KINDS_OF_READER = marketplaces.filter(({ id }) => ['ebay', 'schema-org', 'bazaar'].includes(id));

describe('a hostile page is recorded, not suffered', () => {
  // Unguarded parsers take many minutes for some of these, ours about a second: the time-out of the runner is the limit.
  test.each(Object.keys(HOSTILE))('%s', (name) => {
    const body = HOSTILE[name]!;
    for (const marketplace of KINDS_OF_READER) {
      for (const read of [marketplace.readSearch, marketplace.readListing]) {
        expect(Coverage.options).toContain(read(page(body)).coverage);
      }
    }
  });

  test('nesting and floods say that they are hostile', () => {
    expect(openPage(page(fill('<div>')))).toMatchObject({ hostile: expect.stringContaining('512') });
    expect(openPage(page(fill('<i></i>', 2 * MEGABYTE)))).toMatchObject({ hostile: expect.stringContaining('200000') });
  });
});

test('a body is cut at eight megabytes', () => {
  expect(decodeBody(new Uint8Array(MAX_BODY_BYTES * 2).fill(0x61)).text).toHaveLength(MAX_BODY_BYTES);
});

describe.each(marketplaces.map((marketplace) => [marketplace.id, marketplace] as const))(
  '%s: any bytes in, a verdict out',
  (_, marketplace) => {
    // Pieces of real markup make random pages that get past the first test for emptiness.
    const pieces = fc.constantFrom(
      '<li class="s-card" data-listingid="123456789012">',
      '<ul class="srp-results">',
      '<a href="/itm/123456789012">',
      '</li>',
      '<span class="s-card__price">$1',
      '<script type="application/ld+json">',
      '{"@type":"Product","offers":',
      '"price":-1e999',
      '[',
      '}',
      '</script>',
      '<meta property="og:title" content="',
      '\u202e',
      '\u0000',
      '<div itemscope itemtype="http://schema.org/Product" itemref="a" id="a">',
    );
    const bodies = fc.oneof(
      fc.array(fc.oneof(pieces, fc.string())).map((parts) => parts.join('')),
      fc.uint8Array({ maxLength: 2000 }).map((bytes) => decodeBody(bytes).text),
      fc.json(),
    );

    test('search, listing and seller pages', () => {
      fc.assert(
        fc.property(
          bodies,
          fc.constantFrom('', 'https://www.ebay.de/x', 'not an address'),
          fc.constantFrom(200, 404, 500, 403),
          (body, url, status) => {
            for (const read of [marketplace.readSearch, marketplace.readListing, marketplace.readSeller]) {
              const reading = read?.({ url, status, body });
              if (!reading) continue;
              expect(Coverage.options).toContain(reading.coverage);
              if (reading.coverage !== 'complete') expect(reading.reason).toMatch(/\w/);
            }
          },
        ),
        { numRuns: tries(60, 300) },
      );
    });
  },
);
