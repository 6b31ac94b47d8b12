import { type OfferText, offerText, textCosine } from '#shared/products/offer-text.ts';
import { productFeatures } from '#shared/products/product-features.ts';
import { vocabularyOf } from '#shared/products/vocabulary.ts';
import { readTable } from './datasets.ts';

export const PRODUCT_SETS = { abt_buy: 'Abt-Buy', amazon_google: 'Amazon-Google', walmart_amazon: 'Walmart-Amazon' };
export type ProductSet = keyof typeof PRODUCT_SETS;

export type ProductPair = { listingId: string; title: string; product: string; same: boolean; features: number[] };

/**
 * Labelled pairs of one published set. Its left table plays the brand's catalogue, its right table the listings. Only names,
 * makers and model numbers are read: no price and no description, as on a search result.
 * @param rewrite what the sellers do to their titles, if anything.
 */
export function readProductPairs(
  set: ProductSet,
  split: 'train' | 'valid' | 'test',
  rewrite: (title: string) => string = (title) => title,
): ProductPair[] {
  const catalogue = readOffers(`product-matching/${set}/tableA.csv.gz`);
  const listings = readOffers(`product-matching/${set}/tableB.csv.gz`);
  const vocabulary = vocabularyOf([...catalogue.values()]);
  const products = new Map(catalogue.entries().map(([id, text]) => [id, offerText(text, vocabulary)]));
  const titles = new Map<string, { title: string; text: OfferText; rivals: Rivals }>();
  return readTable(`product-matching/${set}/${split}.csv`).map(({ ltable_id, rtable_id, label }) => {
    let listing = titles.get(rtable_id!);
    if (!listing) {
      const title = rewrite(listings.get(rtable_id!)!);
      const text = offerText(title, vocabulary);
      listing = { title, text, rivals: nearestTwo(text, products) };
      titles.set(rtable_id!, listing);
    }
    const { title, text, rivals } = listing;
    const rival = rivals.nearest === ltable_id ? rivals.second : rivals.first;
    return {
      listingId: rtable_id!,
      title,
      product: catalogue.get(ltable_id!)!,
      same: label === '1',
      features: productFeatures(text, products.get(ltable_id!)!, rival),
    };
  });
}

type Rivals = { nearest: string; first: number; second: number };

function nearestTwo(title: OfferText, products: ReadonlyMap<string, OfferText>): Rivals {
  const rivals: Rivals = { nearest: '', first: 0, second: 0 };
  for (const [id, product] of products) {
    const cosine = textCosine(title, product);
    if (cosine > rivals.first) Object.assign(rivals, { nearest: id, first: cosine, second: rivals.first });
    else rivals.second = Math.max(rivals.second, cosine);
  }
  return rivals;
}

/** Name, maker where the name lacks it, model number where there is one. */
function readOffers(path: string): Map<string, string> {
  return new Map(
    readTable(path).map((row) => {
      const name = row.title ?? row.name ?? '';
      const maker = row.manufacturer ?? row.brand ?? '';
      return [row.id!, [name, name.includes(maker) ? '' : maker, row.modelno ?? ''].filter(Boolean).join(' ')];
    }),
  );
}
