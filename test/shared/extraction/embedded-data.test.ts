import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { embeddedJson } from '#shared/extraction/embedded-json.ts';
import { at, objectsWhere } from '#shared/extraction/json-path.ts';
import { openPage, type PageDocument } from '#shared/extraction/page-document.ts';
import { priceOf } from '#shared/extraction/schema-node.ts';

function open(body: string): PageDocument {
  const doc = openPage({ url: 'https://shop.example/a/b', status: 200, body });
  if ('hostile' in doc) throw new Error(doc.hostile);
  return doc;
}

describe('state inside a script', () => {
  test.each([
    ['window.__S__ = {"a":{"b":[1,"}"]}}; x()', 'window.__S__'],
    ['window["__S__"]={"a":{"b":[1,"}"]}}', '__S__'],
    ['{"other":1,"listing": {"a":{"b":[1,"}"]}},"more":2}', '"listing"'],
    [`var s = JSON.parse(${JSON.stringify(JSON.stringify({ a: { b: [1, '}'] } }))});`, 'var s'],
    ['S is not here; S = [broken; S = {"a":{"b":[1,"}"]}}', 'S'],
    ['s={"a":{"b":[1,"}"]},"c":undefined}', 's'],
  ])('%s', (source, marker) => {
    expect(at(embeddedJson(source, marker), 'a.b')).toEqual([1, '}']);
  });

  test('any JSON value comes back as it was', () => {
    fc.assert(
      fc.property(fc.oneof(fc.object(), fc.array(fc.jsonValue())), (value) => {
        const json = JSON.stringify(value);
        if (json.includes('marker')) return;
        expect(embeddedJson(`<script>marker = ${json};</script>`, 'marker')).toEqual(JSON.parse(json));
      }),
    );
  });

  test('a marker repeated a million times costs no more than one', () => {
    // One pass for each marker would take hours: the time-out of the runner is the limit.
    expect(embeddedJson('m={"a":'.repeat(1_000_000), 'm=')).toBeUndefined();
  });

  test('a JSON script element is named by its id', () => {
    expect(open('<script id="__NEXT_DATA__" type="application/json">{"a":1}</script>').state('#__NEXT_DATA__')).toEqual(
      { a: 1 },
    );
  });

  test('JSON and JSONP answers are read whole', () => {
    expect(open('{"a":1}').json).toEqual({ a: 1 });
    expect(open('mtopjsonp1({"a":1});').json).toEqual({ a: 1 });
    expect(open('<p>{"a":1}</p>').json).toBeUndefined();
  });

  test('a path reads own properties only', () => {
    expect(at({ a: 1 }, 'constructor.name')).toBeUndefined();
    expect(at([], 'length')).toBe(0);
    expect(objectsWhere({ x: [{ t: 1 }, { y: { t: 2 } }] }, (object) => 't' in object)).toEqual([{ t: 1 }, { t: 2 }]);
  });
});

describe('JSON-LD', () => {
  test.each([
    '<script type="application/ld+json">{"@type":"Product","name":"N"}</script>',
    '<script type="application/ld+json; charset=utf-8">[[{"@type":"Product","name":"N"}]]</script>',
    '<script type=application/ld+json>{"@graph":[{"@type":["Thing","Product"],"name":"N"}]}</script>',
    '<script type="APPLICATION/LD+JSON"><!-- {"@type":"https://schema.org/Product","name":"N"}; --></script>',
    '<script type="application/ld+json">/*<![CDATA[*/{"@type":"Product","name":"N","d":"a\nb",}/*]]>*/</script>',
    '<script type="application/ld+json">{broken</script><script type="application/ld+json">{"@type":"WebPage","mainEntity":{"@type":"Product","name":"N"}}</script>',
  ])('%s', (body) => {
    expect(open(body).products()).toMatchObject([{ name: 'N' }]);
  });
});

describe('microdata', () => {
  test('nested items, content attributes and itemref', () => {
    const doc =
      open(`<div itemscope itemtype="http://schema.org/Product" itemref="extra"><h1 itemprop="name"> A  jacket </h1>
      <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price" content="12.50">12,50</span><meta itemprop="priceCurrency" content="EUR"></div>
      <img itemprop="image" src="1.jpg"><img itemprop="image" src="2.jpg"></div><p id="extra"><b itemprop="brand">Nordhavn</b></p>`);
    expect(doc.products()).toEqual([
      {
        '@type': 'Product',
        name: 'A jacket',
        offers: { '@type': 'Offer', price: '12.50', priceCurrency: 'EUR' },
        image: ['1.jpg', '2.jpg'],
        brand: 'Nordhavn',
      },
    ]);
  });

  test('an item that refers to itself ends', () => {
    expect(
      open(
        '<div id=a itemscope itemtype="http://schema.org/Product" itemref=a><i itemprop=x itemscope itemref=a></i></div>',
      ).products(),
    ).toHaveLength(1);
  });
});

test.each([
  [{ offers: { price: 12.5, priceCurrency: 'EUR' } }, { low: 1250 }],
  [{ offers: [{ price: null }, { price: '1.299,00', priceCurrency: 'EUR' }] }, { low: 129900 }],
  [
    { offers: { '@type': 'AggregateOffer', lowPrice: '5', highPrice: '9', priceCurrency: 'EUR' } },
    { low: 500, high: 900 },
  ],
  [{ offers: { priceSpecification: [{ price: 7, priceCurrency: 'EUR' }] } }, { low: 700 }],
  [{ hasVariant: [{ offers: { price: '3', priceCurrency: 'EUR' } }] }, { low: 300 }],
])('the price of %j', (product, { low, high }: { low: number; high?: number }) => {
  const price = priceOf(product, {});
  expect([price?.low.amountMinor, price?.high?.amountMinor]).toEqual([low, high]);
});
