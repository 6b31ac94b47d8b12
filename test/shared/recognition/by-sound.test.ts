import { describe, expect, test } from 'vitest';
import { readText } from '#shared/recognition/brand-mention.ts';
import { evasiveSpelling } from '#shared/signals/evasive-spelling.ts';
import { aBrand, aListing } from '../../support/builders.ts';
import { NOW } from '../../support/facts.ts';

const price = { amount: 200, currency: 'EUR' };
const brandOf = (name: string, product?: string) =>
  aBrand({
    name,
    fingerprint: { names: [name], ...(product && { products: [{ sku: 'V-1', name: product, price }] }) },
  });
const read = (name: string, title: string, product?: string) => readText(brandOf(name, product), title);
const isEvasive = (name: string, title: string) =>
  evasiveSpelling.evaluate({ brand: brandOf(name), listing: aListing({ title }), now: NOW }) !== 'not-applicable';

describe('a Latin name written by its sound', () => {
  test.each([
    ['Nordhavn', 'Куртка Нордхавн мужская'],
    ['Nordhavn', 'куртка от Нордхавна'],
    ['Solvella', 'СОЛВЕЛЛА лоферы замша'],
    ['Brekkhauer', 'шуруповёрт Бреккхауэр 18В'],
    ['Alpika Quinta', 'шлем Альпика Квинта'],
    ['Alpika Quinta', 'шлем Алпика Куинта'],
    ['Cetrana', 'часы Сетрана'],
    ['Solvella', 'куртка Солвела зимна'],
    ['Brekkhauer', 'дриль Бреккгауер нова'],
    ['Fjordbrek', 'ботинки Фьордбрек новые'],
    ['Fjordbrek', 'ботинки Фёрдбрек новые'],
    ['Plundekka', '普兰德卡 积木'],
    ['Brendvelka', '布伦德维卡 山地车'],
    ['Nordhavn', 'جاكيت نوردهافن رجالي'],
    ['Nordhavn', 'جاكيت النوردهافن'],
    ['Brekkhauer', 'دریل برکهاور اصل'],
    ['Nordhavn', 'מעיל נורדהאבן חדש'],
    ['Brekkhauer', 'ブレックハウアー 電動ドリル'],
    ['Nordhavn', 'メンズ ノードハーブン ジャケット'],
    ['Nordhavn', '남성 노르드하븐 재킷'],
    ['Brekkhauer', '브렉하우어 전동드릴'],
    ['Nordhavn', '新款诺德海文外套'],
    ['Brekkhauer', '布雷克豪尔 电钻'],
    ['Nordhavn', '諾德海文 外套'],
    ['Nordhavn', 'μπουφάν Νόρντχαβν ανδρικό'],
    ['Alpika Quinta', 'κράνος Αλπίκα Κουίντα'],
    ['Nordhavn', 'แจ็คเก็ต นอร์ดฮาเวน ของใหม่'],
    ['Brekkhauer', 'สว่าน เบรกค์เฮาเออร์'],
    ['Nordhavn', 'नॉर्डहावन जैकेट'],
    ['Nordhavn', 'ნორდჰავნი ქურთუკი'],
    ['Nordhavn', 'Նորդհավն բաճկոն'],
  ])('%s is named, and not disguised: %s', (name, title) => {
    const [mention] = read(name, title).mentions;
    expect(mention?.name).toBe(name);
    expect(isEvasive(name, title)).toBe(false);
  });

  test('stands where it is written', () => {
    const { mentions, words } = read('Nordhavn', 'Куртка Нордхавн мужская');
    expect(mentions[0]).toMatchObject({ spelled: 'Нордхавн', from: 1, to: 2 });
    expect(words.words[1]).toBe('нордхавн');
  });

  test('is disguised with its letters spaced out', () => {
    expect(read('Nordhavn', 'куртка Н о р д х а в н').mentions[0]?.tricks).toEqual(new Set(['letters spaced out']));
  });

  test.each(['куртка Нoрдхавн новая', 'куртка HОРДXАВН', 'μπουφάν Nόρντχαβν'])(
    'is disguised with Latin letters in it: %s',
    (title) => {
      expect(read('Nordhavn', title).mentions[0]?.tricks).toEqual(new Set(['look-alike letters']));
    },
  );

  test.each([
    ['Kop 9', 'куртка Коп девять'],
    ['Kelsor 9', 'جاكيت كيلسور ٩'],
    ['Kop 9', 'コップ9 ジャケット'],
    ['Kop 9', 'コップナイン ジャケット'],
    ['Nine Oaks', '나인오크스 자켓'],
  ])('%s has a number that may be said: %s', (name, title) => {
    expect(read(name, title).mentions[0]?.name).toBe(name);
  });
});

describe('a short name written by its sound', () => {
  test('is a hint, and the name where goods of its kind are sold', () => {
    expect(read('Zuvelli', '주벨리 신상').mentions).toEqual([]);
    expect(read('Zuvelli', '주벨리 신상').hint?.name).toBe('Zuvelli');
    expect(read('Zuvelli', '주벨리 가방', 'Arco handbag').mentions[0]?.name).toBe('Zuvelli');
  });

  test('is the name beside a word of its products, however that is written', () => {
    expect(read('Zuvelli', '주벨리 토란타 정품').mentions).toEqual([]);
    expect(read('Zuvelli', '주벨리 토란타 정품', 'Toranta scarf').mentions[0]?.name).toBe('Zuvelli');
    expect(read('Zuvelli', '주벨리 toranta 정품', 'Toranta scarf').mentions[0]?.name).toBe('Zuvelli');
  });
});

describe('another word is not the name', () => {
  test.each([
    ['Orla', 'орла'], // of an eagle
    ['Nordhavn', 'Северная гавань куртка'],
    ['Balto', 'بالطو رجالي'], // a coat
    ['Solvella', 'سول فيلم'],
    ['Nordhavn', '北港 外套'],
    ['Nordhavn', 'ノート ハブ'],
    ['Kamera', 'カメラ バッグ'],
    ['Kop 9', 'コップ 12個'],
  ])('%s is not in "%s"', (name, title) => {
    expect(read(name, title).mentions).toEqual([]);
  });
});
