import { FeedRefusal, type FeedRow } from './feed-row.ts';
import { googleRow } from './google-fields.ts';
import { columnOf, plainName, readTable } from './table.ts';

/** Which column holds which field, as `--map name=Title,price=RRP` says it; `price.DE` for the price in a country. */
export type ColumnMap = Readonly<Record<string, string>>;

type Field = Exclude<keyof FeedRow, 'place' | 'countryPrices' | 'isVariant'>;

/** What such columns are commonly called, besides by our own names; compared without case, blanks and signs. */
const USUAL: Readonly<Record<Field, readonly string[]>> = {
  sku: [
    'sku',
    'itemgroupid',
    'mpn',
    'articlenumber',
    'articleno',
    'itemnumber',
    'artikelnummer',
    'artikelnr',
    'varenummer',
    'style',
    'id',
  ],
  name: ['name', 'title', 'productname', 'product', 'titel', 'bezeichnung', 'produktnavn', 'description'],
  price: ['price', 'rrp', 'msrp', 'srp', 'uvp', 'listprice', 'retailprice', 'preis', 'pris'],
  currency: ['currency', 'currencycode', 'waehrung', 'währung', 'valuta'],
  country: ['country', 'countrycode', 'land', 'market'],
  outletPrice: ['outletprice', 'outlet'],
  minimumAdvertisedPrice: ['minimumadvertisedprice', 'map'],
  productLine: ['productline', 'line', 'collection', 'series', 'linie'],
  licensee: ['licensee', 'licencee', 'lizenznehmer'],
  condition: ['condition'],
  aliases: ['aliases', 'alias', 'othernames'],
  gtins: ['gtins', 'gtin', 'ean', 'ean13', 'upc', 'barcode'],
  images: ['images', 'image', 'imagelink', 'imageurl', 'picture', 'bild'],
};

/** A table with a header: commas, semicolons or tabs, whichever its header has most of. @throws FeedRefusal */
export function delimitedRows(text: string, map: ColumnMap = {}): FeedRow[] {
  const { header, rows } = readTable(text);
  const column = columnsOf(header, map);
  const value = (cells: readonly string[], field: string): string | undefined => {
    const at = column.get(field);
    return at === undefined ? undefined : cells[at]?.trim() || undefined;
  };
  const several = (cells: readonly string[], field: string) =>
    value(cells, field)
      ?.split(/[,;|]\s*|\s+(?=https?:)/)
      .filter((each) => each !== '');
  const countries = [...column.keys()].filter((field) => field.startsWith('price.'));
  return rows.map(({ place, cells }) => ({
    place,
    ...Object.fromEntries(SINGLE.map((field) => [field, value(cells, field)])),
    countryPrices: Object.fromEntries(
      countries.flatMap((field) => {
        const price = value(cells, field);
        return price ? [[field.slice('price.'.length), price]] : [];
      }),
    ),
    aliases: value(cells, 'aliases')
      ?.split(/[;|]/)
      .map((alias) => alias.trim()),
    gtins: several(cells, 'gtins'),
    images: several(cells, 'images'),
  }));
}

const SEVERAL: readonly Field[] = ['aliases', 'gtins', 'images'];
const SINGLE = (Object.keys(USUAL) as Field[]).filter((field) => !SEVERAL.includes(field));

/** A Google Merchant feed as a table. */
export function googleTableRows(text: string): FeedRow[] {
  const { header, rows } = readTable(text);
  const names = header.map((name) => name.trim().toLowerCase().replace(/^g:/, '').replaceAll(' ', '_'));
  if (!names.includes('title') || !names.includes('price'))
    throw new FeedRefusal(
      `Line 1: a Google Merchant table has the columns title and price; here are ${names.slice(0, 10).join(', ')}. For another table use the format csv.`,
    );
  return rows.map(({ place, cells }) =>
    googleRow(
      place,
      names.map((name, at) => [name, cells[at]?.trim() ?? '']),
    ),
  );
}

function columnsOf(header: readonly string[], map: ColumnMap): Map<string, number> {
  const names = header.map(plainName);
  const columns = new Map<string, number>();
  for (const [field, called] of Object.entries(USUAL)) {
    const at = columnOf(header, called);
    if (at !== undefined) columns.set(field, at);
  }
  for (const [at, name] of header.entries()) {
    const country = /^price[ ._-]([A-Z]{2})$/i.exec(name.trim())?.[1];
    if (country) columns.set(`price.${country.toUpperCase()}`, at);
  }
  for (const [field, name] of Object.entries(map)) {
    if (!(field in USUAL) && !/^price\.[A-Z]{2}$/.test(field))
      throw new FeedRefusal(`"${field}" is no field of a product. Known: ${Object.keys(USUAL).join(', ')}, price.DE.`);
    const at = names.indexOf(plainName(name));
    if (at < 0)
      throw new FeedRefusal(`Line 1: there is no column "${name}" for ${field}. There are: ${header.join(', ')}.`);
    columns.set(field, at);
  }
  for (const needed of ['sku', 'name', 'price'])
    if (!columns.has(needed))
      throw new FeedRefusal(
        `Line 1: no column is known to be the ${needed}. Say which with the map, as in ${needed}=${header[0] ?? 'Column'}. There are: ${header.join(', ')}.`,
      );
  return columns;
}
