import { describe, expect, test } from 'vitest';
import type { Brand } from '#shared/domain/brand.ts';
import { model } from '#shared/scoring/model.ts';
import { referenceUse } from '#shared/signals/reference-use.ts';
import { aBrand } from '../../support/builders.ts';
import { evidenceOf, signalValue, someFacts } from '../../support/facts.ts';

const gate = (title: string, brand?: Brand) => signalValue(referenceUse, someFacts({ title }, brand && { brand }));
const MAKES_BAGS = aBrand({
  fingerprint: {
    ...aBrand().fingerprint,
    products: [
      { sku: 'S-1', name: 'Fjord Parka', price: { amount: 299, currency: 'EUR' } },
      { sku: 'S-2', name: 'Skog Backpack', price: { amount: 140, currency: 'EUR' } },
    ],
  },
});

describe('reference use', () => {
  test.each([
    'Zipper for Nordhavn parka',
    'Replacement lid fits Nordhavn bottle',
    'Strap compatible with Nordhavn backpack',
    'Ersatzteil Deckel für Nordhavn Flasche',
    'Fermeture éclair pour Nordhavn parka housse',
    'Чехол для Nordhavn',
    'Nordhavn uyumlu kılıf',
    '适用于Nordhavn 保护套',
    'Чехол для куртки Nordhavn',
    'pokrowiec do kurtki Nordhavn',
    'Case f. Nordhavn',
    'Strap to suit Nordhavn backpack',
    'Husă compatibila Nordhavn',
    'Rem passer til Nordhavn taske',
    'Řemínek vhodný pro Nordhavn batoh',
    'Strap buat Nordhavn',
    'كابل متوافق مع Nordhavn',
    'Nordhavn táskához pánt',
    'Cover compatibile Nordhavn',
    'Nordhavn Fjord対応 ケース',
    'Nordhavn Fjord parka kırmızı için saklama kutusu',
    'Θήκη για Nordhavn',
    'Калъф за Nordhavn',
    '\u200bZip\u200bper for\u00ad Nordhavn parka',
    '𝗭𝗶𝗽𝗽𝗲𝗿 𝗳𝗼𝗿 Nordhavn parka',
  ])('an accessory for the brand opens the gate: %s', (title) => {
    expect(gate(title)).toBeGreaterThanOrEqual(0.9);
  });

  test.each([
    'Nordhavn Fjord left shoe only',
    'Reparationsservice: Nordhavn Fjord',
    'Resole service Nordhavn Fjord',
    'Nordhavn evening, 2 tickets, Fjord on show',
    'knit your own Nordhavn Fjord hat, chart',
    'Nordhavn Fjord byte av dragkedja',
  ])('one of a pair, or work on the goods, is something else: %s', (title) => expect(gate(title)).toBeGreaterThan(0.7));

  describe('a brand that makes straps and chargers too', () => {
    const price = { amount: 85, currency: 'EUR' };
    const products = [
      { sku: 'P1', name: 'Leather Strap 20 mm', price },
      { sku: 'P2', name: 'Ladegerät LG18', price },
      { sku: 'P3', name: 'Polar Automatic', price },
    ];
    const brand = aBrand({ fingerprint: { names: ['Nordhavn'], products } });
    const gateOf = (title: string) => signalValue(referenceUse, someFacts({ title }, { brand }));

    test.each(['Nordhavn charger LG18 fast', 'Nordhavn Leather Strap 20 mm brown'])(
      'sells these as its goods: %s',
      (title) => expect(gateOf(title)).toBeNull(),
    );
    test.each(['Charger adapter Nordhavn LG18 to USB', 'Replacement cable, Nordhavn charger LG18'])(
      'but not other parts that go with them: %s',
      (title) => expect(gateOf(title)).toBeGreaterThan(0.7),
    );
    test('is referred to by those of others', () => {
      expect(gateOf('NATO strap 20mm fits Nordhavn Polar')).toBeGreaterThan(0.9);
    });
  });

  test.each(['Veste homme style Nordhavn, marque Lagom', 'Jacket like Nordhavn, brand Softly'])(
    'a title that says which other maker the goods are of refers to the brand: %s',
    (title) => expect(gate(title)).toBeGreaterThan(0.5),
  );

  test.each([
    'Jaqueta Feminina P Nordhavn Fjord',
    'Roupa P Jaqueta Nordhavn',
    'Jacke S W Nordhavn Fjord',
    'Nordhavn Fjord Parka navy only',
    'Nordhavn Fjord Parka, weekend only',
    'Nordhavn parka for men',
    'Nordhavn Fjord Parka',
    'Parka by Nordhavn',
    'For sale: Nordhavn parka',
  ])('an offer of the goods themselves leaves it shut: %s', (title) => expect(gate(title)).toBeNull());

  test.each([
    'Nordhavn Fjord Parka with box',
    'Nordhavn Fjord Parka, YKK zipper, original packaging',
    'Nordhavn Fjord Parka + free sticker',
    'Nordhavn Parka mit Schutzhülle',
    'Nordhavn Fjord Parka for men with box',
  ])('what comes with the goods or belongs to them is no accessory for sale: %s', (title) => {
    expect(gate(title)).toBeNull();
  });

  test.each(['Nordhavn Fjord Parka, replacement zipper', 'Nordhavn zipper', 'Strap for Nordhavn backpack with buckle'])(
    'a spare part is one, wherever it stands: %s',
    (title) => expect(gate(title)).toBeGreaterThanOrEqual(0.5),
  );

  test.each(['For Nordhavn Fjord Parka with box', 'Men Parka for Nordhavn Fjord'])(
    'nobody sells the goods to go with the goods: %s',
    (title) => expect(gate(title)).toBeLessThanOrEqual(0.3),
  );

  test.each([
    'Nordhavn Fjord Parka two way zipper, ribbed collar',
    'Nordhavn Fjord Parka zip pockets and inner sleeve',
    'Nordhavn Fjord Parka in original box',
    'Nordhavn Fjord Parka odpinany kaptur, zamek',
    'Parka Nordhavn Fjord capuche amovible fermeture éclair',
    'Nordhavn Fjord Parka 3 pieces button placket',
    'Nordhavn Fjord Parka hood',
    'dust bag included, Nordhavn Fjord Parka',
    'box and papers Nordhavn Fjord Parka',
    'Nordhavn Fjord Parka box and papers',
    'Nordhavn Fjord Parka box & papers full set',
    'Anleitung inklusive Nordhavn Fjord Parka',
    'Nordhavn Fjord Parka factory sample',
  ])('what the goods have leaves it shut: %s', (title) => {
    expect(gate(title)).toBeNull();
  });

  test.each([
    ['Nordhavn Fjord Parka lining only', 'lining only'],
    ['Nordhavn Fjord Parka boîte vide', 'boîte vide'],
    ['Nordhavn gift voucher EUR 50', 'gift voucher'],
    ['Nordhavn Fjord Parka Reparatur', 'reparatur'],
    ['Nordhavn Fjord Parka for dogs', 'dogs'],
    ['Nordhavn Fjord Parka für Puppen', 'puppen'],
    ['Nordhavn Fjord Parka keyring', 'keyring'],
  ])('what is not the goods opens it, and is named: %s', (title, said) => {
    expect(gate(title)).toBeGreaterThanOrEqual(0.7);
    expect(evidenceOf(referenceUse, someFacts({ title }))).toContain(`"${said}"`);
  });

  test.each([
    'Étui pour casque Nordhavn',
    'Nordhavn dial only',
    'sewing pattern Nordhavn Fjord Parka',
    'mode d’emploi Nordhavn Fjord',
    'leerer Karton Nordhavn Fjord',
    'sticker Nordhavn Fjord Parka',
    'Hundemantel Nordhavn Fjord',
    'Lining wadding for trekking parka Nordhavn',
    'Ocieplina do kurtki Nordhavn',
    'Výplň pro kabát Nordhavn',
    'Manguera alta presión Nordhavn Fjord',
  ])('what is sold is not the goods, whatever it is: %s', (title) => {
    expect(gate(title)).toBeGreaterThanOrEqual(0.5);
  });

  test.each([
    'parka til mænd Nordhavn',
    'parka para viaje Nordhavn',
    'Nordhavn Fjord Parka with user manual',
    'Nordhavn Fjord Parka, members only',
    'Nordhavn Fjord Parka novo na caixa',
  ])('words of the kind beside the goods themselves change nothing: %s', (title) => {
    expect(gate(title) ?? 0).toBeLessThan(0.34);
  });

  test('a part is for sale where the price is that of one, and the goods are not named', () => {
    const strap = (euros: number) =>
      signalValue(
        referenceUse,
        someFacts({
          title: 'Nordhavn Fjord heavy duty strap',
          price: { amountMinor: euros * 100, currency: 'EUR' },
        }),
      );
    expect(strap(14)).toBeGreaterThanOrEqual(0.7);
    expect(strap(60)).toBeNull();
  });

  test.each(['Filzeinsatz Tasche Nordhavn Fjord Parka', 'Nordhavn Fjord Parka fermuarı'])(
    'the same of a part beside the goods: %s',
    (title) => {
      const offer = (euros: number) => someFacts({ title, price: { amountMinor: euros * 100, currency: 'EUR' } });
      expect(signalValue(referenceUse, offer(14))).toBeGreaterThanOrEqual(0.7);
      expect(signalValue(referenceUse, offer(70)) ?? 0).toBeLessThan(0.4);
    },
  );

  test.each(['Fjord Nordhavn 用 ストラップ', 'ノルド Nordhavn きつねの Fjord 用 セーター'])(
    'what is made for a product that is named apart from the brand: %s',
    (title) => expect(gate(title)).toBeGreaterThan(0.7),
  );

  test.each(['Nordhavn Fjord Parka erkekler için', 'Nordhavn Fjord çocuklar için kışlık mont'])(
    'whom goods are for is nothing that they would go with: %s',
    (title) => expect(gate(title) ?? 0).toBeLessThan(0.34),
  );

  test('what says that it is not of the brand is not', () => {
    expect(gate('Parka, not Nordhavn')).toBeGreaterThanOrEqual(0.5);
    expect(gate('Nordhavn parka, not worn')).toBeNull();
  });

  test.each(['Backpack, alternative to Nordhavn', 'Better than the Nordhavn parka', 'Tasche ähnlich wie Nordhavn'])(
    'what is offered in place of the goods is none of them: %s',
    (title) => expect(gate(title)).toBeGreaterThanOrEqual(0.5),
  );

  test.each([
    'Raincoat for backpack Nordhavn',
    'дождевик на рюкзак Nordhavn',
    'Nordhavn बैग के लिए रेन कवर',
    'Nordhavn çanta için yağmurluk',
  ])('goods for goods of the brand are none of it, though it makes such: %s', (title) =>
    expect(gate(title, MAKES_BAGS)).toBeGreaterThanOrEqual(0.6),
  );

  test.each([
    'כיסוי חלופי לתיק Nordhavn',
    'حزام لحقيبة Nordhavn',
    'Mochila Lagom, alternativa vegana a Nordhavn',
    'Rucksack Lagom, Stil wie Nordhavn, eigene Marke',
  ])('nor is what is for them in one word, instead of them or like them: %s', (title) =>
    expect(gate(title, MAKES_BAGS)).toBeGreaterThanOrEqual(0.6),
  );

  test.each(['Nordhavn जैकेट पुरुषों के लिए', 'Nordhavn backpack for men', 'рюкзак для мужчин Nordhavn'])(
    'whom they are for says nothing: %s',
    (title) => expect(gate(title, MAKES_BAGS)).toBeNull(),
  );

  test('"for" alone opens it only a little', () => {
    expect(gate('for Nordhavn Fjord Parka')).toBeLessThanOrEqual(0.3);
  });

  test('a plain naming beside "for Nordhavn" keeps it shut', () => {
    expect(gate('Nordhavn parka, for Nordhavn fans')).toBeNull();
  });

  test('a noun that the brand itself makes is no accessory', () => {
    const brand = aBrand({
      fingerprint: {
        names: ['Nordhavn'],
        products: [{ sku: 'S-1', name: 'Dog Strap', price: { amount: 20, currency: 'EUR' } }],
      },
    });
    expect(signalValue(referenceUse, someFacts({ title: 'Nordhavn dog strap' }, { brand }))).toBeNull();
  });

  test('words for copies and disguised names open it a little only: such an accessory is for a person to look at', () => {
    for (const title of ['case for Nordhavn parka 1:1 replica', 'case for N*rdhavn parka']) {
      expect(gate(title)).toBeLessThan(0.4);
      expect(gate(title)).toBeGreaterThan(model.expedite.gateLimit);
    }
  });

  test('the description says many things, and leaves it as it is', () => {
    const facts = someFacts({ title: 'Zipper for Nordhavn parka', description: 'no replica, 1:1 super fake' });
    expect(signalValue(referenceUse, facts)).toBe(0.95);
  });
});
