import { describe, expect, test } from 'vitest';
import { readText } from '#shared/recognition/brand-mention.ts';
import { brandNamed } from '#shared/signals/brand-named.ts';
import { evasiveSpelling } from '#shared/signals/evasive-spelling.ts';
import { aBrand, aListing } from '#test/support/builders.ts';
import { NOW } from '#test/support/facts.ts';

const brandOf = (...names: string[]) => aBrand({ name: names[0]!, fingerprint: { names } });
const isNamed = (name: string, title: string) => readText(brandOf(name), title).mentions.length > 0;
const isEvasive = (name: string, title: string) =>
  evasiveSpelling.evaluate({ brand: brandOf(name), listing: aListing({ title }), now: NOW }) !== 'not-applicable';

describe('a name in its own letters is named and not disguised', () => {
  test.each([
    ['Ørskov', 'Orskov jakke'],
    ['Ørskov', 'Oerskov jakke'],
    ['Orskov', 'Ørskov jakke'],
    ['Oerskov', 'Ørskov jakke'],
    ['Mühlbæk', 'MUEHLBAEK Tasche'],
    ['Muehlbach', 'Mühlbach Tasche'],
    ['Łodan', 'lodan kurtka'],
    ['Weißfeld', 'WEISSFELD Rucksack'],
    ['Thorvik', 'Þorvík úlpa'],
    ['Đurmo', 'Durmo majica'],
    ['Ħalwin', 'halwin bag'],
    ['Århavn', 'Aarhavn taske'],
    ['Нордхавн', '[Нордхавн] куртка'],
    ['Нордхавн', 'НОРДХАВН куртка'],
    ['Нордхавн', 'куртка Нордхавна новая'],
    ['Νορδάβν', 'ΝΟΡΔΑΒΝ μπουφάν'],
    ['נורדהאבן', 'מעיל נוֹרְדְהָאבֶן'],
    ['נורדהאבן', 'מעיל של בנורדהאבן'],
    ['نوردهافن', 'جاكيت نُوردهافن'],
    ['نوردهافن', 'جاكيت نـورد‍هافن'.replace('\u200d', '')],
    ['نوردفيك', 'ژاکت نوردفیک'],
    ['نوردهافن', 'النوردهافن جديد'],
    ['诺德海文', '諾德海文 外套'],
    ['諾德海文', '新款诺德海文外套'],
    ['ノルドガウン', 'ﾉﾙﾄﾞｶﾞｳﾝ ジャケット'],
    ['ノルドガウン', `${'ノルドガウン'.normalize('NFD')} ジャケット`],
    ['ノルドガウン', 'のるどがうん ジャケット'],
    ['Nordhavn', 'N⃝o⃝r⃝d⃝h⃝a⃝v⃝n⃝ jacket'],
    ['Нордхавн', 'НОРДХАВНЪ'],
    ['노르드하븐', `${'노르드하븐'.normalize('NFD')} 재킷`],
    ['Dunn & Wick', 'Dunn and Wick boots'],
    ['Dunn & Wick', 'Dunn und Wick Stiefel'],
    ['Dunn and Wick', 'DUNN & WICK boots'],
    ['Kop 9', 'Kop9 jacket'],
    ['Kop 9', 'Kop Nine jacket'],
    ['Kop 9', 'veste Kop Neuf'],
    ['Kop 9', 'kopneun jacke'],
    ['Kop 9', 'KOP IX jacket'],
    ['Kop 9', 'Kop九 外套'],
    ['Kop9', 'kop nove giacca'],
    ['Seks 3', 'Seks three jacket'],
    ['Kop 9', 'Kop ٩ جاكيت'],
    ['Sieben Welten', '7 Welten Rucksack'],
    ['Sieben Welten', 'Seven Welten Rucksack'],
    ['Nordhavn', 'Nordhavn® jacket'],
    ['Nordhavn', 'NORDHAVN2024 jacket'],
    ['Nordhavn', 'Nordhavnjakke'],
    ['Nordhavn', 'Nordhavnin takki'],
    ['Nordhavn', '#nordhavnstyle'],
  ])('%s in "%s"', (name, title) => {
    expect(isNamed(name, title)).toBe(true);
    expect(isEvasive(name, title)).toBe(false);
  });
});

describe('a name written for people and not for filters is named and disguised', () => {
  test.each([
    ['Nordhavn', 'N🅾RDHAVN jacket'],
    ['Nordhavn', 'N❌rdhavn jacket'],
    ['Nordhavn', 'N⭕rdhavn jacket'],
    ['Nordhavn', '🅝🅞🅡🅓🅗🅐🅥🅝 jacket'],
    ['Nordhavn', '🇳 🇴 🇷 🇩 🇭 🇦 🇻 🇳 jacket'],
    ['诺德海文', '诺 德 海 文 外套'],
    ['诺德海文', '新款诺德·海文外套'],
    ['诺德海文', '諾*德*海*文'],
    ['ノルドガウン', 'ノルド★ガウン ジャケット'],
    ['Ørskov', '0rskov jakke'],
    ['Nordhavn', 'n0rdhavnjacket'],
    ['Nordhavn', 'N0RDHAVN2024'],
    ['Nordhavn', '#n0rdhavnjacket'],
    ['Nordhavn', 'ᑎOᖇᗪᕼᗩᐯᑎ jacket'],
    ['Nordhavn', 'No rd ha vn jacket'],
    ['Kop 99', 'K0p 99 jacket'],
    ['Kelsor 9', 'K3lsor IX jacket'],
    ['Kelsor 9', 'K*lsor neun jacke'],
  ])('%s in "%s"', (name, title) => {
    expect(isNamed(name, title)).toBe(true);
    expect(isEvasive(name, title)).toBe(true);
  });
});

describe('another word is not the name', () => {
  test.each([
    ['Aero', 'Äro lamp'.replace('Ä', 'A')],
    ['Marcel', 'Marvel comic poster'],
    ['Florentina', 'Florentine biscuits tin'],
    ['Framer', 'framed poster'],
    ['Kop 9', 'kop 9 cm porselein'],
    ['Kop 9', 'kop six jacket'],
    ['Kop 9', 'mok en kop 9,5 cm'],
    ['利波', '哈利波特 徽章'.replace('利波', '利·波')],
    ['Dunn and Wick', 'Dunn Wick'],
    ['Infinita', 'luce infinito'],
    ['Stripe', 'striped shirt'],
  ])('%s in "%s"', (name, title) => {
    expect(isNamed(name, title)).toBe(false);
  });

  // Made up: in no dictionary of ours, as many words of many languages are.
  test.each([
    ['Molda', 'molta'],
    ['Molda', 'molga'],
    ['Molda', 'mulda'],
    ['Brelk', 'brenk'],
    ['Brelk', 'brelm'],
    ['Tunev', 'tulev'],
  ])('of five letters with another in place of one, whatever the dictionary has: %s in "%s"', (name, written) => {
    expect(isNamed(name, `${written} vase`)).toBe(false);
    expect(isNamed(name, `${written}, a copy of ${name}`)).toBe(true);
  });

  test('but a slip to the key beside it, a letter left out, doubled or swapped is the name', () => {
    for (const written of ['Mokda', 'Molfa', 'Mollda', 'Mlda', 'Moldda', 'Modla'])
      expect([written, isNamed('Molda', `${written} vase`)]).toEqual([written, true]);
  });
});

describe('what could be many names counts only beside another sign of the brand', () => {
  const price = { amount: 200, currency: 'EUR' };
  const product = (name: string) => ({ sku: 'X-1', name, price });
  test.each([
    ['Nordhavn', 'NRDHVN'],
    ['Nordhavn', 'Nord***'],
    ['Nordhavna', 'Nrdhvna'],
    ['Ardhevina', 'ardhvn'],
    ['Nordhavn', '**rdhavn'],
    ['Nordhavn', 'nvahdron'],
    ['Vyo', 'V.y.o'],
    ['Nordhavn', 'Nordha'],
    ['Nordhavn', 'nordhy'],
    ['Alpika Quinta', 'AQ'],
    ['Kop 9', 'K9'],
  ])('%s as "%s"', (name, written) => {
    const brand = aBrand({ name, fingerprint: { names: [name], products: [product('Fjeld Jacket')] } });
    expect(readText(brand, `${written} lamp`).mentions).toEqual([]);
    expect(readText(brand, `${written} fjeld`).mentions.map((mention) => mention.name)).toEqual([name]);
  });

  test('a shortened name beside nothing but goods that many sell is another word', () => {
    const brand = aBrand({ fingerprint: { names: ['Nordhavn'], products: [product('Fjeld Jacket')] } });
    expect(readText(brand, 'nordha jacket').mentions).toEqual([]);
  });

  test('a name that is an everyday word counts beside one of its context words, if it has any', () => {
    const brand = aBrand({ name: 'Bay', fingerprint: { names: ['Bay'], contextWords: ['parfum', 'lotion'] } });
    expect(readText(brand, 'House by the bay, poster').mentions).toEqual([]);
    expect(readText(brand, 'Bay parfum 50 ml').mentions).toHaveLength(1);
    expect(brandNamed.evaluate({ brand, listing: aListing({ title: 'bay window' }), now: NOW })).toBe('not-applicable');
  });
});
