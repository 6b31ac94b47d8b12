import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { findPicture, LookedTo, MOST_COMPARED } from '#shared/cases/find-picture.ts';
import { MOST_SEARCHED_BYTES } from '#shared/domain/searched-picture.ts';
import { decodeImage } from '#shared/imaging/decode-image.ts';
import { pictureHash } from '#shared/imaging/picture-hash.ts';
import { aConsole, IDA, type TestConsole, Visitor } from '../../support/a-console.ts';
import { aBrand, aCase, aListing } from '../../support/builders.ts';
import { drawnPicture } from '../../support/drawn-pictures.ts';

const ORIGINAL = 'https://img.bazaar.example/original.png';
const GONE = 'https://img.bazaar.example/gone.png';
let console_: TestConsole;
let visitor: Visitor;
let original: Buffer;
/** Everything that was written anywhere but into the tables. */
let kept: unknown[];

const hashOf = async (bytes: Uint8Array) => (await pictureHash(await decodeImage(bytes))).pdq;

beforeAll(async () => {
  original = await drawnPicture(1).png().toBuffer();
  kept = [];
  console_ = await aConsole({
    archive: { put: async (page) => void kept.push(page) as never },
    documents: {
      keep: async (...document) => void kept.push(document) as never,
      check: async () => ({ refused: 'none' }),
    },
    fetchPicture: async (url) => {
      const body = url === ORIGINAL ? original : Buffer.from('');
      return { url, status: url === ORIGINAL ? 200 : 404, headers: {}, contentType: 'image/png', body };
    },
  });
  const { brands, cases } = console_.services.stores;
  await brands.put(aBrand(), new Date());
  await brands.put(aBrand({ id: 'fjordlys', name: 'Fjordlys' }), new Date());
  const copies = {
    original,
    pressed: await drawnPicture(1).jpeg({ quality: 40 }).toBuffer(),
    mirrored: await drawnPicture(1).flop().png().toBuffer(),
    cropped: await drawnPicture(1).extract({ left: 60, top: 0, width: 340, height: 400 }).png().toBuffer(),
    foreign: await drawnPicture(2).png().toBuffer(),
    none: undefined,
  };
  for (const [index, [name, bytes]] of Object.entries(copies).entries())
    await cases.open(
      aCase({
        id: `nordhavn~bazaar~${name}~1`,
        openedAt: `2026-11-0${index + 1}T00:00:00.000Z`,
        imageHashes: bytes ? [await hashOf(bytes)] : [],
        listing: aListing({ id: name, title: `Offer ${name}`, imageUrls: [name === 'pressed' ? GONE : ORIGINAL] }),
      }),
    );
  await cases.open(
    aCase({
      id: 'fjordlys~bazaar~theirs~1',
      brandId: 'fjordlys',
      imageHashes: [await hashOf(original)],
      listing: aListing({ id: 'theirs', title: 'Offer of another tenant' }),
    }),
  );
  await console_.give(IDA, 'nordhavn', ['moderator']);
});
afterAll(() => console_.stop());
beforeEach(async () => {
  visitor = new Visitor();
  await visitor.open(console_.link());
});

const PAGE = () => `${console_.url}/find-picture`;
const pageOf = async (query: string) => (await visitor.open(`${PAGE()}?${query}`)).text();
async function searchedFor(file: Uint8Array, fields: Record<string, string> = {}) {
  const csrf = /name="csrf" value="([^"]+)"/.exec(await pageOf('brand=nordhavn'))![1]!;
  const form = new FormData();
  for (const [name, value] of Object.entries({ csrf, brand: 'nordhavn', ...fields })) form.set(name, value);
  form.set('file', new File([new Uint8Array(file)], 'tip.png'));
  const response = await visitor.open(PAGE(), { method: 'POST', body: form });
  return { status: response.status, text: await response.text() };
}
/** Offers in the order of the page, each with what is alike. */
const foundOn = (text: string) =>
  text.split('<li>').flatMap((line) => {
    const [, offer, alike] = />Offer (\w+)<.*?<span>([^<]*) <span class="soft">\(/s.exec(line) ?? [];
    return offer ? [[offer, alike]] : [];
  });

test('a picture finds the offers that show it, however it was edited, the nearest first, and nobody else’s', async () => {
  const { status, text } = await searchedFor(original);
  expect(status).toBe(200);
  const found = foundOn(text);
  expect(found[0]).toEqual(['original', 'the same picture']);
  expect(Object.fromEntries(found)).toEqual({
    original: 'the same picture',
    pressed: 'the same picture',
    mirrored: 'its mirror image',
    cropped: 'the same picture, cropped, turned or tilted',
  });
  expect(text).not.toContain('another tenant');
  expect(text).toContain(
    'Compared: 5 of the 6 offers that were found since 2026-11-01; of the others no picture was looked at when they were judged; there are no older ones',
  );
  expect(kept).toEqual([]);
});

test('more like a picture of an offer are found by that picture, and the offer itself is not one of them', async () => {
  const text = await pageOf('case=nordhavn~bazaar~original~1');
  expect(foundOn(text).map(([offer]) => offer)).toEqual(expect.arrayContaining(['pressed', 'mirrored', 'cropped']));
  expect(foundOn(text).map(([offer]) => offer)).not.toContain('original');
});

test('of a picture that is gone the stored hashes are compared, and the page says what that cannot find', async () => {
  const text = await pageOf('case=nordhavn~bazaar~pressed~1');
  expect(foundOn(text)).toEqual([['original', 'the same picture']]);
  expect(text).toContain('its host answers HTTP 404');
  expect(text).toContain('not one that is mirrored');
});

test.each([
  ['no picture at all', Buffer.from('<svg onload="alert(1)"/>'), 'unsupported image format'],
  ['a damaged one', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'No offer was compared'],
  ['an empty one', Buffer.of(), 'Choose a picture first'],
  ['one that is too large', Buffer.alloc(MOST_SEARCHED_BYTES + 1), `at most ${MOST_SEARCHED_BYTES} are read`],
])('%s ends in a reason', async (_, bytes, why) => {
  const { status, text } = await searchedFor(bytes);
  expect([status, foundOn(text)]).toEqual([400, []]);
  expect(text).toContain(why);
});

test('a picture without structure is like none, and said to be so', async () => {
  const blank = await drawnPicture().blur(200).modulate({ saturation: 0 }).threshold(1).png().toBuffer();
  const { status, text } = await searchedFor(blank);
  expect(status).toBe(400);
  expect(text).toContain('it shows too little to be told from other pictures');
});

test('another tenant’s brand or case, and what the page does not hold, are refused', async () => {
  expect((await searchedFor(original, { brand: 'fjordlys' })).status).toBe(404);
  expect((await visitor.open(`${PAGE()}?case=fjordlys~bazaar~theirs~1`)).status).toBe(404);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await pageOf(''))![1]!;
  for (const sent of [
    { searched: '[]', after: 'x' },
    { searched: '[{"as":"same","pdq":"zz"}]', after: 'x' },
    { searched: `[{"as":"same","pdq":"${'0'.repeat(64)}"}]`, after: 'bm90aGluZw' },
  ]) {
    const body = new URLSearchParams({ csrf, brand: 'nordhavn', ...sent });
    expect((await visitor.open(PAGE(), { method: 'POST', body })).status).toBe(400);
  }
});

test('a page reads six times at most', async () => {
  const asked = vi.spyOn(console_.tables.client, 'send');
  await pageOf('case=nordhavn~bazaar~original~1');
  expect(asked.mock.calls.filter(([command]) => !(command instanceof PutCommand)).length).toBeLessThanOrEqual(6);
  asked.mockRestore();
});

test('however much is stored, two reads are made, and the older offers are asked for by a mark', async () => {
  const position = { pk: 'CASE~nordhavn~bazaar~1', sk: 'GENERATION~000001', sort: '2026-11-01' };
  const pictured = vi.fn(async () => ({
    pictured: [{ caseId: 'nordhavn~bazaar~1~1', openedAt: '2026-11-01T00:00:00.000Z', hashes: ['0'.repeat(64)] }],
    next: position,
  }));
  const stores = { caseLists: { pictured }, cases: { getMany: async () => [] } };
  const searched = [{ as: 'same' as const, pdq: 'f'.repeat(64) }];
  const first = await findPicture('nordhavn', searched, undefined, stores);
  expect(pictured).toHaveBeenCalledTimes(2);
  expect(pictured).toHaveBeenCalledWith('nordhavn', { limit: MOST_COMPARED / 2 });
  await findPicture('nordhavn', searched, LookedTo.parse(first.next), stores);
  expect(pictured).toHaveBeenLastCalledWith('nordhavn', { limit: MOST_COMPARED / 2, after: position });
});
