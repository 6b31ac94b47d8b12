/** What the shop's pages show of a seller. Ids never change; names may. */
export type BazaarSeller = {
  id: string;
  name: string;
  location: string;
  /** Days before the shop's first day. */
  memberForDays: number;
  ratingPercent: number;
  feedbackCount: number;
};

/** id, name, location, days a member, positive ratings in %, number of ratings */
type Row = readonly [string, string, string, number, number, number];

function fromRows(rows: readonly Row[]): BazaarSeller[] {
  return rows.map(([id, name, location, memberForDays, ratingPercent, feedbackCount]) => ({
    id,
    name,
    location,
    memberForDays,
    ratingPercent,
    feedbackCount,
  }));
}

export const AUTHORISED_SELLERS = fromRows([
  ['nordhavn-official', 'Nordhavn Official', 'Copenhagen, Denmark', 2900, 99.6, 18420],
  ['hjortelund-friluft', 'Hjortelund Friluftsliv', 'Aarhus, Denmark', 2410, 99.2, 7311],
  ['steinalm-bergsport', 'Steinalm Bergsport', 'Munich, Germany', 1980, 98.9, 11284],
]);

/** Shops that buy genuine goods where they can and sell them without the brand's blessing: lawful, and no counterfeits. */
const PARALLEL_SELLERS = fromRows([
  ['krogens-lager', 'Krogens Lagersalg', 'Odense, Denmark', 1650, 98.1, 2210],
  ['deichwind-outdoor', 'Deichwind Outdoor', 'Hamburg, Germany', 2105, 98.7, 5402],
  ['tveten-sport', 'Tveten Sport', 'Bergen, Norway', 1320, 97.9, 980],
  ['restposten-keller', 'Restposten Keller', 'Leipzig, Germany', 870, 96.8, 1466],
]);

const PRIVATE_SELLERS = fromRows([
  ['mette-k82', 'mette_k82', 'Roskilde, Denmark', 2011, 100, 64],
  ['jonas-vindue', 'jonas.vindue', 'Aalborg, Denmark', 640, 100, 12],
  ['wanderliese', 'wanderliese', 'Freiburg, Germany', 1502, 99.1, 118],
  ['p-oberfeld', 'p_oberfeld', 'Innsbruck, Austria', 930, 98, 51],
  ['camille-rando', 'camille-rando', 'Grenoble, France', 420, 100, 9],
  ['hikerbram', 'hikerbram', 'Utrecht, Netherlands', 1760, 99.5, 203],
  ['sofia-lidmar', 'sofia_lidmar', 'Gothenburg, Sweden', 1204, 100, 77],
  ['old-gear-tomasz', 'old.gear.tomasz', 'Krakow, Poland', 702, 97.5, 40],
  ['nell-and-dog', 'nell_and_dog', 'Leeds, United Kingdom', 350, 100, 6],
  ['giulia-monti', 'giulia.monti', 'Turin, Italy', 1115, 98.3, 58],
  ['aki-retki', 'aki_retki', 'Tampere, Finland', 288, 100, 4],
  ['loftclearout', 'loft-clear-out', 'Dublin, Ireland', 95, 100, 2],
  ['kayra-dag', 'kayra_dag', 'Izmir, Turkey', 610, 99, 33],
  ['lin-xiaoyu', 'lin_xiaoyu', 'Rotterdam, Netherlands', 520, 100, 21],
]);

/** Ordinary shops: accessories, other brands, clearance. */
const ORDINARY_SHOPS = fromRows([
  ['ridgeline-supply', 'Ridgeline Supply', 'Manchester, United Kingdom', 1840, 98.2, 9120],
  ['buckle-and-strap', 'Buckle & Strap', 'Ghent, Belgium', 1410, 99, 3325],
  ['flaskeskabet', 'Flaskeskabet', 'Esbjerg, Denmark', 760, 98.6, 702],
  ['shenzhen-trailgoods', 'Trailgoods Direct', 'Shenzhen, China', 1230, 96.4, 15220],
  ['anadolu-outdoor', 'Anadolu Outdoor', 'Istanbul, Turkey', 1550, 97.3, 4210],
  ['yiwu-lids', 'Lids and Loops', 'Yiwu, China', 980, 95.8, 8114],
  ['pinewood-camping', 'Pinewood Camping', 'Gdansk, Poland', 1330, 98, 2640],
  ['altstadt-sport', 'Altstadt Sport Schlussverkauf', 'Nuremberg, Germany', 2250, 98.8, 6025],
]);

/** Who sells most of the counterfeits; each has several. The first one borrows the brand's name. */
const COUNTERFEIT_RINGS = fromRows([
  ['nh-outlet-store', 'Nordhavn Outlet Store', 'Shenzhen, China', 61, 91.2, 148],
  ['luckystar-apparel', 'LuckyStar Apparel', 'Guangzhou, China', 118, 88.7, 512],
  ['kapali-toptan', 'Kapali Toptan', 'Istanbul, Turkey', 240, 90.4, 388],
  ['outdoor-deals-24', 'Outdoor Deals 24', 'Yiwu, China', 33, 84.9, 53],
  ['bestprice-fashion9', 'bestprice_fashion9', 'Putian, China', 77, 87.3, 231],
  ['merter-giyim', 'Merter Giyim', 'Istanbul, Turkey', 156, 89.9, 174],
]);

/** Sellers with a counterfeit or two; some look like anybody else. */
const COUNTERFEIT_OCCASIONALS = fromRows([
  ['wilko-import', 'Wilko Import', 'Warsaw, Poland', 410, 95.1, 260],
  ['dario-moda', 'dario.moda', 'Naples, Italy', 190, 93.4, 71],
  ['quickgear-uk', 'QuickGear UK', 'Leicester, United Kingdom', 84, 92, 38],
  ['zhihao-sports', 'zhihao sports', 'Quanzhou, China', 49, 85.5, 29],
  ['vestra-trade', 'Vestra Trade', 'Bucharest, Romania', 520, 96.2, 412],
  ['anna-closet', 'anna_closet', 'Lodz, Poland', 730, 98.9, 95],
]);

/** Who sells in a shop, by what they do there. */
export type Cast = {
  authorised: readonly BazaarSeller[];
  parallel: readonly BazaarSeller[];
  privates: readonly BazaarSeller[];
  ordinary: readonly BazaarSeller[];
  rings: readonly BazaarSeller[];
  occasionals: readonly BazaarSeller[];
};

/** Everybody whom the sample names. */
export const SAMPLE_CAST: Cast = {
  authorised: AUTHORISED_SELLERS,
  parallel: PARALLEL_SELLERS,
  privates: PRIVATE_SELLERS,
  ordinary: ORDINARY_SHOPS,
  rings: COUNTERFEIT_RINGS,
  occasionals: COUNTERFEIT_OCCASIONALS,
};

export const ALL_SELLERS: readonly BazaarSeller[] = Object.values(SAMPLE_CAST).flat();

/** Who has a shop in the sample, by their place in the cast. A newcomer waits for every offer of theirs; the others sell more of the same. */
const OPEN: Record<keyof Cast, readonly number[]> = {
  authorised: [0, 1, 2],
  parallel: [0, 2],
  privates: [0, 3, 6, 9, 12],
  ordinary: [0, 3, 6],
  rings: [0, 2, 3],
  occasionals: [0, 2, 4],
};
export const OPEN_SELLERS: ReadonlySet<string> = new Set(
  Object.entries(OPEN).flatMap(([role, places]) => places.map((place) => SAMPLE_CAST[role as keyof Cast][place]!.id)),
);

/** The account under which somebody comes back whose store was closed. */
export const newAccount = (sellerId: string): string => `${sellerId}-again`;

/** Whoever sells in the sample's shop, new accounts included. */
export function sellerById(id: string): BazaarSeller | undefined {
  const known = ALL_SELLERS.find((seller) => seller.id === id);
  const old = known ?? ALL_SELLERS.find((seller) => newAccount(seller.id) === id);
  if (known || !old) return known;
  return { ...old, id, name: `${old.name} II`, memberForDays: 0, ratingPercent: 100, feedbackCount: 2 };
}
