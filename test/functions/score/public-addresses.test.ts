import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '#functions/score/public-addresses.ts';
import { aBrand } from '../../support/builders.ts';

const BRAND = aBrand({
  alerts: { emails: ['nordhavn.alerts@gmail.com'] },
  fingerprint: { names: ['Nordhavn'], images: ['https://www.nordhavn-shop.example/fjord.jpg'] },
});

describe('mail addresses that any offer may give', () => {
  test.each([
    'email:support@nordhavn.example',
    'email:help@mail.nordhavn.example',
    'email:service@nordhavn-shop.example',
    'email:nordhavn.alerts@gmail.com',
    'email:support@ebay.com',
    'email:support@ebay.co.uk',
    'email:help@members.ebay.com',
  ])('%s ties nobody to anybody', (handle) => {
    expect(isPublicAddress(handle, BRAND)).toBe(true);
  });

  test.each([
    'email:parka.shop@mail.example',
    'email:other@gmail.com',
    'email:seller@yahoo.co.jp',
    'email:shop@notnordhavn.example',
    'wechat:support_ebay',
    'phone:8613800001111',
  ])('%s is a contact of the seller', (handle) => {
    expect(isPublicAddress(handle, BRAND)).toBe(false);
  });
});
