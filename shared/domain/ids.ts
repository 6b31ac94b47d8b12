/** Of a case, a notice or a store's file: their ids begin with the brand's. */
export const brandIdOf = (id: string): string => id.split('~', 1)[0]!;

/** The marketplace itself, of one of its country sites or shops: "ebay" of "ebay@ebay.de". */
export const withoutSite = (marketplace: string): string => marketplace.split('@', 1)[0]!;
