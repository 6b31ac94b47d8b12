import { expect, test } from 'vitest';
import { countryOfPlace } from '#shared/recognition/place-country.ts';

test.each([
  ['Shenzhen, China', 'CN'],
  ['China (Mainland)', 'CN'],
  ['Shanghai, China, 200000', 'CN'],
  ['中国广东', 'CN'],
  ['from Hong Kong', 'HK'],
  ['Leeds, United Kingdom', 'GB'],
  ['Austin, TX, United States', 'US'],
  ['Hamburg, Deutschland', 'DE'],
  ['Москва, Россия', 'RU'],
  ['Istanbul, Turkey', 'TR'],
  ['İstanbul, Türkiye', 'TR'],
  ['日本', 'JP'],
  ['GB', 'GB'],
  ['UK', 'GB'],
])('%s is in %s', (place, country) => {
  expect(countryOfPlace(place)).toBe(country);
});

test.each([
  'Los Angeles, CA',
  'Atlanta, Georgia',
  'Atlanta, Georgia, 30301',
  'Lebanon, Indiana',
  'New Jersey',
  'Selangor',
  'Köln',
  'EU',
  'XX',
  '',
])('"%s" tells no country', (place) => {
  expect(countryOfPlace(place)).toBeUndefined();
});
