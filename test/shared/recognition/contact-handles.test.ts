import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactHandles } from '#shared/recognition/contact-handles.ts';
import { tries } from '../../support/tries.ts';

describe('contacts in texts', () => {
  test.each([
    ['add WeChat: nh_store88 for more photos', ['wechat:nh_store88']],
    ['微信 nh_store88', ['wechat:nh_store88']],
    ['加V信：ＮＨ_store88', ['wechat:nh_store88']],
    ['WhatsApp +86 138 0000 1111', ['phone:8613800001111']],
    ['whats app 0086-13800001111', ['phone:8613800001111']],
    ['https://wa.me/8613800001111', ['phone:8613800001111']],
    ['QQ:12345678', ['qq:12345678']],
    ['join t.me/nordic_reps', ['telegram:nordic_reps']],
    ['line id: @parka-shop', ['line:parka-shop']],
    ['IG @nordic.reps', ['instagram:nordic.reps']],
    ['albums at nordicreps.x.yupoo.com', ['yupoo:nordicreps']],
    ['mail Parka.Shop@mail.example', ['email:parka.shop@mail.example']],
    ['mail parka@shop.mail.example.', ['email:parka@shop.mail.example']],
    ['phone: 030 1234567', ['phone:0301234567']],
    ['Tel. 13800001111', ['phone:13800001111']],
    ['telephone +45 12 34 56 78', ['phone:4512345678']],
    ['tel: 12 34 56 78', ['phone:12345678']],
    ['手机号13800001111', ['phone:13800001111']],
    ['vx: nh_store88', ['wechat:nh_store88']],
    ['add vx nh_store88', ['wechat:nh_store88']],
    ['微信:13800001111', ['wechat:13800001111']],
    ['QQ 12345678', ['qq:12345678']],
  ])('%j gives %j', (text, handles) => {
    expect(contactHandles([text])).toEqual(handles);
  });

  test.each([
    'Nordhavn Fjord Parka NH-2024-1234567, size 42',
    'EAN 4006381333931',
    'online shop, airline identical',
    'wechat pay accepted',
    'waterproof 10000 mm, 1-800 g',
    'telegram',
    'Set of 3 + 12345',
    'Case for iPhone 11 12 13 14 15 Pro',
    'Case for phone 11 12 13 14 15',
    'Phone: 11 12 13 14 15 Pro',
    'Jacket with phone pocket, sizes 38 40 42 44 46',
    'fits phone 38 40 42 44 46',
    '手机壳 11 12 13 14 15',
    '手机 11 12 13 14 15',
    'Hotel 2024 2025 2026',
    'Tel 2024 2025 2026',
    'WhatsApp sticker 2024 2025 2026',
    'headphones 2020 1080 1440',
    'phone: 2020 1080 1440',
    'phone: 128 256 512 1024',
    'phone case 4006381333931',
    'SKU vx20230',
    'SKU vx 20230',
    'VX fabric gt5500',
    'wechat accepted as payment',
    'telegram style satchel',
    'line id required',
  ])('%j gives none', (text) => {
    expect(contactHandles([text])).toEqual([]);
  });

  test('titles of ordinary words, sizes, years and model numbers give none', () => {
    const word = fc.constantFrom(
      ...['phone', 'iPhone', 'headphones', 'tel', 'hotel', 'line', 'vx', 'VX', 'Viber', 'fiber', 'case'],
      ...['for', 'size', 'Pro', 'Max', 'Nordhavn', 'Parka', 'jacket', 'id', 'no', 'number', 'QQ', 'ig', '手机', '壳'],
    );
    const count = fc.integer({ min: 1, max: 8 });
    const series = fc
      .tuple(fc.integer({ min: 10, max: 90 }), fc.integer({ min: 1, max: 2 }), count)
      .map(([from, step, many]) =>
        Array.from({ length: many }, (_, i) => from + step * i)
          .filter((n) => n < 100)
          .join(' '),
      );
    const years = fc
      .tuple(fc.integer({ min: 1990, max: 2030 }), count)
      .map(([from, many]) => Array.from({ length: many }, (_, i) => from + i).join(' '));
    const model = fc
      .tuple(fc.constantFrom('NH-', 'NH', 'vx', 'gt-', ''), fc.integer({ min: 10, max: 99_999 }))
      .map(([letters, digits]) => `${letters}${digits}`);
    const numbers = fc.oneof(series, years, model);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, fc.constantFrom(' ', ', ', '/', ''), numbers), { maxLength: 5 }), (parts) => {
        const title = parts.map(([before, between, number]) => `${before}${between}${number}`).join(' ');
        expect(contactHandles([title])).toEqual([]);
      }),
      { numRuns: tries(600, 3000) },
    );
  });

  test('any text is read to its end and gives few handles', () => {
    const bait = fc.constantFrom(
      'wechat ',
      '+',
      '0',
      ' ',
      'qq',
      '@',
      'a',
      '.',
      '-',
      'tel',
      'x.yupoo.com',
      '\n',
      '微信',
    );
    fc.assert(
      fc.property(fc.array(bait, { maxLength: 60 }), fc.nat({ max: 400 }), (parts, times) => {
        expect(contactHandles([parts.join('').repeat(times)]).length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 60 },
    );
  });
});
