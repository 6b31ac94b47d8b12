import { describe, expect, test } from 'vitest';
import { decodeBody } from '#shared/extraction/decode-body.ts';

const ascii = (text: string) => Buffer.from(text, 'latin1');
// "中" and "あ" in the encodings of the venues.
const BYTES = {
  gbk: [0xd6, 0xd0],
  big5: [0xa4, 0xa4],
  'euc-jp': [0xa4, 0xa2],
  shift_jis: [0x82, 0xa0],
  'euc-kr': [0xc7, 0xd1],
  'windows-1251': [0xc6],
} as const;

describe('bytes become text', () => {
  test.each([
    ['gbk', '中'],
    ['big5', '中'],
    ['euc-jp', 'あ'],
    ['shift_jis', 'あ'],
    ['euc-kr', '한'],
    ['windows-1251', 'Ж'],
  ] as const)('by the charset %s of the header or of the page', (charset, character) => {
    const body = Buffer.from(BYTES[charset]);
    expect(decodeBody(body, `text/html; charset=${charset}`)).toEqual({ text: character, charset });
    expect(decodeBody(Buffer.concat([ascii(`<meta charset="${charset}">`), body])).text).toContain(character);
    expect(
      decodeBody(Buffer.concat([ascii(`<meta http-equiv=Content-Type content="text/html; charset=${charset}">`), body]))
        .text,
    ).toContain(character);
  });

  test('valid UTF-8 wins over a stale label', () => {
    expect(decodeBody(Buffer.from('<meta charset=gbk>中文页面'), 'text/html; charset=euc-jp').text).toContain(
      '中文页面',
    );
  });

  test('UTF-16 with and without a byte-order mark', () => {
    expect(decodeBody(Buffer.from('\ufeff<!doctype html>中', 'utf16le')).text).toBe('<!doctype html>中');
    expect(decodeBody(Buffer.from('<!doctype html>中', 'utf16le')).text).toBe('<!doctype html>中');
  });

  test('ISO-2022-JP is not taken for ASCII', () => {
    const body = Buffer.concat([
      ascii('<meta charset=iso-2022-jp>'),
      Buffer.from([0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42]),
    ]);
    expect(decodeBody(body).text).toContain('あ');
  });

  test('an unknown label falls back to the Windows default, and a character cut at the cap is forgiven', () => {
    expect(decodeBody(Buffer.from([0x63, 0x61, 0x66, 0xe9]), 'text/html; charset=klingon').text).toBe('café');
    expect(decodeBody(Buffer.from('中文'.repeat(500)).subarray(0, 2999)).charset).toBe('utf-8');
  });
});
