import { describe, expect, test } from 'vitest';
import { readText } from '#shared/recognition/brand-mention.ts';
import { aBrand } from '../../support/builders.ts';

const named = (name: string, title: string) =>
  readText(aBrand({ name, fingerprint: { names: [name] } }), title).mentions;

describe('a Latin name in Cyrillic letters', () => {
  test.each([
    ['Nordhavn', 'Куртка Нордхавн мужская'],
    ['Solvella', 'СОЛВЕЛЛА лоферы замша'],
    ['Brekkhauer', 'шуруповёрт Бреккхауэр 18В'],
    ['Alpika Quinta', 'шлем Альпика Квинта'],
    ['Alpika Quinta', 'шлем Алпика Куинта'],
    ['Cetrana', 'часы Сетрана'],
  ])('%s is named, and not disguised: %s', (name, title) => {
    const [mention] = named(name, title);
    expect(mention?.name).toBe(name);
    expect(mention?.tricks.size).toBe(0);
  });

  test.each([
    ['Orla', 'орла'], // of an eagle
    ['Nordhavn', 'Северная гавань куртка'],
    ['Solvella', 'сол велла'],
  ])('%s is not in "%s"', (name, title) => {
    expect(named(name, title)).toEqual([]);
  });
});
