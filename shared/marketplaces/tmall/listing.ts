import { listingReader } from '#shared/extraction/listing-reader.ts';
import { tmallItemUrl } from '../taobao/address.ts';
import { itemPageRules } from '../taobao/listing.ts';

export const readListing = listingReader(itemPageRules('tmall', tmallItemUrl));
