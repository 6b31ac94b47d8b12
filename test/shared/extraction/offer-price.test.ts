import { describe, expect, it } from 'vitest';
import { schemaOrg } from '#shared/marketplaces/schema-org/schema-org.ts';

const NAME = 'Nordhavn Fjeld Jacket';

const read = (body: string, head = '', url = 'https://shop.example/p/fjeld') =>
  schemaOrg.readListing({
    url,
    status: 200,
    body: `<html lang="en-US"><head><title>${NAME}</title><meta property="og:title" content="${NAME}">${head}</head><body>${body}</body></html>`,
  }).listing?.price ?? null;

const euros = (amount: number) => ({ amountMinor: Math.round(amount * 100), currency: 'EUR' });
const BUTTON = '<button>Add to cart</button>';
const tile = (price: string) =>
  `<div class="card"><a href="/p/other"><img src="/o.jpg"></a><span class="price">${price}</span></div>`;

describe('a price that only people are shown', () => {
  it('stands in a block of its own between the heading and the button to buy, with no class that says so', () => {
    expect(read(`<h1>${NAME}</h1><div class="x1q">€59.90 incl. VAT</div><p>3 colours</p>${BUTTON}`)).toEqual(
      euros(59.9),
    );
  });

  it.each(['In den Warenkorb', 'Do koszyka', 'カートに入れる', 'Lägg i varukorgen', 'В корзину', 'Añadir al carrito'])(
    'is read before a button that says "%s"',
    (button) => {
      expect(read(`<h1>${NAME}</h1><div>59,90 €</div><button>${button}</button>`)).toEqual(euros(59.9));
    },
  );

  it.each([
    ['no button to buy', `<h1>${NAME}</h1><div>€59.90</div>`],
    ['two prices, and nothing that tells which', `<h1>${NAME}</h1><div>€59.90</div><div>€49.90</div>${BUTTON}`],
    ['one payment of many', `<h1>${NAME}</h1><p>4 payments starting at</p><div>€15.00</div>${BUTTON}`],
    ['the price of other goods', `<h1>${NAME}</h1><a href="/p/other">€59.90</a>${BUTTON}`],
    ['a sentence', `<h1>${NAME}</h1><p>Free delivery for orders worth more than €59.90</p>${BUTTON}`],
  ])('is not taken from a page with %s', (_what, body) => {
    expect(read(body)).toBeNull();
  });

  it('is the lower of two that are as far apart as the discount that is named', () => {
    const body = (said: string) => `<h1>${NAME}</h1><p>${said}</p><div>€41.30</div><div>€49.10</div>${BUTTON}`;
    expect(read(body('16% off'))).toEqual(euros(41.3));
    expect(read(body('8.4折'))).toEqual(euros(41.3));
    expect(read(body('30% off'))).toBeNull();
  });

  it('beside the heading is not that of the tiles around it', () => {
    const body = `<div><h1>${NAME}</h1><div><span class="price">€59.90</span></div>${tile('€12.00')}${tile('€99.00')}<form action="/cart/add"></form></div>`;
    expect(read(body)).toEqual(euros(59.9));
  });
});

describe('a price that the page reports to its statistics', () => {
  const reports = {
    'Meta, ViewContent': `fbq('track', 'ViewContent', {content_ids: ['1'], value: 59.90, currency: 'EUR'});`,
    'Google, view_item': `gtag('event', 'view_item', {"currency":"EUR","items":[{"item_id":"1","price":"59.90"}]});`,
    'Google, older': `dataLayer.push({"ecommerce":{"currencyCode":"EUR","detail":{"products":[{"name":"x","price":59.9}]}}});`,
    'remarketing tag': `var google_tag_params = {ecomm_prodid: '1', ecomm_totalvalue: '59.90'};`,
  };

  it.each(Object.entries(reports))('is read where a person sees it too: %s', (_kind, script) => {
    const shown = `<script>${script}</script><h1>${NAME}</h1><p>59,90 €</p>`;
    expect(read(shown)).toEqual(euros(59.9));
    expect(read(shown.replace('<p>59,90 €</p>', '<p>12,00 €</p>'))).toBeNull();
  });

  it('tells which of several shown prices is the offer', () => {
    const body = `<script>${reports['remarketing tag']}</script><h1>${NAME}</h1><div>€59.90</div><div>€49.90</div>${BUTTON}`;
    expect(read(body)).toEqual(euros(59.9));
  });

  it('is not taken when there are several', () => {
    const other = reports['Meta, ViewContent'].replace('59.90', '49.90');
    const body = `<script>${reports['Google, view_item']}${other}</script><h1>${NAME}</h1><p>€59.90</p><p>€49.90</p>`;
    expect(read(body)).toBeNull();
  });
});

describe('a price for machines outside any product', () => {
  it('stands in RDFa, of schema.org or GoodRelations', () => {
    expect(
      read(
        `<h1>${NAME}</h1><span property="schema:price" content="59.90"></span><meta property="schema:priceCurrency" content="EUR">`,
      ),
    ).toEqual(euros(59.9));
    expect(
      read(
        `<h1>${NAME}</h1><span property="gr:hasCurrency" content="EUR"></span><span property="gr:hasCurrencyValue">59.90</span>`,
      ),
    ).toEqual(euros(59.9));
  });

  it('stands behind its label in a card for Twitter', () => {
    const card = '<meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="€59.90">';
    expect(read(`<h1>${NAME}</h1>`, card)).toEqual(euros(59.9));
    expect(read(`<h1>${NAME}</h1>`, card.replace('Price', 'Shipping'))).toBeNull();
  });

  it('is the offer of the one ticket or course that the page is about', () => {
    const node = (name: string) =>
      `<script type="application/ld+json">{"@type":"Event","name":"${name}","offers":{"@type":"AggregateOffer","lowPrice":"3340","priceCurrency":"CLP"}}</script>`;
    expect(read(`${node('Fjeld')}<h1>Fjeld</h1>`)).toEqual({ amountMinor: 3340, currency: 'CLP' });
    expect(read(`${node('Fjeld')}${node('Other')}<h1>Fjeld</h1>`)).toBeNull();
  });
});
