import { confirmedCases } from '#functions/score/confirmed-cases.ts';
import { linksToEarlier, type Offer } from '#functions/score/earlier-cases.ts';
import { contactsOf } from '#functions/score/seller-links.ts';
import type { Case } from '#shared/domain/case.ts';
import type { CaseLink } from '#shared/domain/case-link.ts';
import { seededRandom } from '#shared/runtime/seeded-random.ts';
import { aBrand, aCase, aConfirmedCase, aListing } from './builders.ts';

// Everything here is invented: hands with several accounts on several marketplaces, and honest shops that resemble them.

const MARKETPLACES = ['bazaar', 'ebay', 'aliexpress', 'taobao', 'vinted'];
const REMOVED_AT = '2026-05-12T00:00:00.000Z';
const BACK_AT = '2026-05-20T00:00:00.000Z';
const SYLLABLES = [
  'ka',
  'lo',
  'mir',
  'ten',
  'vas',
  'pel',
  'dor',
  'shi',
  'ban',
  'ruk',
  'ely',
  'fon',
  'gra',
  'zet',
  'oum',
];
/** What the maker's own page says, and half of all shops copy. */
const MAKERS_TEXT =
  'The Fjord Parka keeps wind and rain out on long days with taped seams, an adjustable hood and two chest pockets. ' +
  'Wash at thirty degrees, do not bleach, dry on a line, and wax the zip once a season.';
const SERVICE_TEXT =
  'We ship within two working days. Returns are accepted within thirty days of receipt in unworn condition.';

export type NetworkOffer = {
  /** The hand that made it; undefined for an honest shop. */
  hand: string | undefined;
  kind: string;
  links: CaseLink[];
};

/** One offer each of hands that come back and of look-alike innocents, with the links that the product finds. Seeded. */
export function offersOfNetworks(hands: number, seed: number): { offers: NetworkOffer[]; handOf: Map<string, string> } {
  const random = seededRandom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const word = () => pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES);
  const sentence = (words: number) => Array.from({ length: words }, word).join(' ');
  const pdq = () => Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('');
  /** A few bits away, as after saving again. */
  const again = (hash: string) => hash.replace(/^./, (digit) => (Number.parseInt(digit, 16) ^ 1).toString(16));
  let number = 0;
  const id = () => String(++number);
  const brand = aBrand();
  const officialPicture = pdq();
  const handOf = new Map<string, string>();
  const removed: Case[] = [];
  const found: { hand: string | undefined; kind: string; offer: Omit<Offer, 'contacts'> }[] = [];
  const [carrier, unknownCarrier] = ['Parcels: phone +4570101010.', 'Parcels: phone +4580202020.'];

  for (let h = 0; h < hands; h++) {
    const hand = `hand-${h}`;
    const [own, text, contact] = [pdq(), sentence(40), `wechat: ${word()}${h}x`];
    for (let n = 0; n < 2; n++) {
      const listing = aListing({
        marketplace: pick(MARKETPLACES),
        id: id(),
        seller: { id: `${hand}-account-${n}`, name: word() },
        title: `Nordhavn Fjord Parka ${word()}`,
        description: `${text} ${contact} ${SERVICE_TEXT} ${carrier} ${h % 10 === 0 ? unknownCarrier : ''}`,
      });
      const record = aConfirmedCase({
        listing,
        removedAt: REMOVED_AT,
        submittedAt: '2026-05-10T00:00:00.000Z',
        imageHashes: [own, officialPicture],
        contactHandles: contactsOf(brand, listing, []),
      });
      removed.push(record);
      handOf.set(record.id, hand);
    }
    const change = (kind: string, listing: Parameters<typeof aListing>[0], pictures: readonly string[]) =>
      found.push({
        hand,
        kind,
        offer: {
          listing: aListing({
            marketplace: pick(MARKETPLACES),
            id: id(),
            title: `Parka ${word()} ${word()}`,
            ...listing,
          }),
          images: pictures.map((hash) => ({
            url: 'https://shop.example/p.jpg',
            sha256: 'x',
            pdq: hash,
            pdqQuality: 100,
          })),
          firstSeenAt: BACK_AT,
        },
      });
    const stranger = () => ({ id: `new-${id()}`, name: word() });
    change('new account, same picture', { seller: stranger() }, [again(own)]);
    change('new account, same wording', { seller: stranger(), description: `${text} ${sentence(4)}` }, [
      officialPicture,
    ]);
    change('new account, same contact', { seller: stranger(), description: contact }, []);
    change('new account, picture and contact', { seller: stranger(), description: contact }, [again(own)]);
    change('seller not named', { seller: null, description: `${text} ${contact}` }, [again(own)]);
    change('second relisting of one removed offer', { seller: stranger(), description: `${text} ${contact}` }, [own]);
  }
  for (let s = 0; s < hands * 2; s++) {
    const innocent = (kind: string, description: string, pictures: readonly string[], title = 'Nordhavn Fjord Parka') =>
      found.push({
        hand: undefined,
        kind,
        offer: {
          listing: aListing({
            marketplace: pick(MARKETPLACES),
            id: id(),
            seller: { id: `shop-${id()}`, name: word() },
            title,
            description,
          }),
          images: pictures.map((hash) => ({
            url: 'https://shop.example/p.jpg',
            sha256: 'x',
            pdq: hash,
            pdqQuality: 100,
          })),
          firstSeenAt: BACK_AT,
        },
      });
    innocent("the maker's picture", SERVICE_TEXT, [officialPicture]);
    innocent("the maker's text and service phrases", `${MAKERS_TEXT} ${SERVICE_TEXT}`, [pdq()]);
    innocent("the carrier's telephone", `${carrier} ${SERVICE_TEXT}`, [pdq()]);
    if (s % 10 === 0) innocent('a telephone of a carrier that no analyst has met', unknownCarrier, [pdq()]);
    innocent("the brand's own address", 'Warranty: legal@nordhavn.example', [officialPicture]);
    innocent('a title that everybody writes', sentence(30), [pdq()], removed[s % removed.length]!.listing.title);
  }
  // What was found honest before, as a brand's analysts have dismissed it.
  const listing = aListing({ description: `${MAKERS_TEXT} ${SERVICE_TEXT} ${carrier}` });
  const honest = aCase({ state: 'dismissed', listing, contactHandles: contactsOf(brand, listing, []) });
  const confirmed = confirmedCases(
    removed,
    { images: [{ source: 'official', pdq: officialPicture }], known: 'all' },
    [],
    [honest],
  );
  return {
    handOf,
    offers: found.map(({ hand, kind, offer }) => {
      const contacts = contactsOf(brand, offer.listing, offer.images);
      return { hand, kind, links: linksToEarlier({ ...offer, contacts }, [], confirmed) };
    }),
  };
}
