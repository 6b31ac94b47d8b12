import * as z from 'zod';
import { expected, imageAddress, territory } from './field-shapes.ts';
import { Currency } from './money.ts';

const Price = z.strictObject({ amount: z.number().positive(), currency: Currency });

/** Genuine goods that offers are compared with. Prices are what one pays in a shop, with tax. */
export const ReferenceProduct = z.strictObject({
  sku: z.string().min(1),
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  /** EAN, UPC or other GTINs of its sizes and colours. */
  gtins: z.array(z.string().regex(/^\d{8}(?:\d{4,6})?$/, expected('8, 12, 13 or 14 digits'))).default([]),
  price: Price,
  /** Where it has a price of its own; an offer in one of these currencies is compared with that. */
  prices: z.array(Price.extend({ country: territory })).optional(),
  /** The least that its own outlets ask for it: an offer at that price is no reason for suspicion. */
  outletPrice: Price.optional(),
  /** The least that dealers may advertise it for. */
  minimumAdvertisedPrice: Price.optional(),
  /** Which of the brand's lines it belongs to, where its name does not say so: titles name the line beside the goods. */
  line: z.string().min(1).optional(),
  /** Who makes it under a licence. */
  licensee: z.string().min(1).optional(),
  images: z.array(imageAddress).default([]),
  /** A counterfeit of it can hurt somebody (helmets, chargers, cosmetics): reviewed first. */
  safety: z.boolean().default(false),
});
export type ReferenceProduct = z.infer<typeof ReferenceProduct>;

/** Where a product is kept up: in the brand's file, or in a shop's feed that is imported. */
export type ProductSource = 'file' | 'import';
