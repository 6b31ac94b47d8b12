import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactHandles } from '#shared/scoring/contact-handles.ts';

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
  ])('%j gives none', (text) => {
    expect(contactHandles([text])).toEqual([]);
  });

  test('any text is read in a moment and gives few handles', () => {
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
        const started = performance.now();
        expect(contactHandles([parts.join('').repeat(times)]).length).toBeLessThanOrEqual(20);
        expect(performance.now() - started).toBeLessThan(500);
      }),
      { numRuns: 60 },
    );
  });
});
